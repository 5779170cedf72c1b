package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.diagram.FoldedGraph;
import com.levymaster.migrate.diagram.GraphDiagram;

/** The revision graph on the page: a long one with what nobody looks for folded away. */
final class GraphSection {

    private GraphSection() {}

    /** @param name what names in it begin with */
    static String of(GraphDiagram picture, String name) {
        StringBuilder html = new StringBuilder();
        for (FoldedGraph part : picture.foldedRanges()) {
            String svg = picture.svg(part, name);
            html.append(part.folded() ? folded(part, svg) : svg);
        }
        return html.toString();
    }

    private static String folded(FoldedGraph part, String svg) {
        String only = part.size() + " ";
        String states = part.summary().startsWith(only)
                ? ", all " + part.summary().substring(only.length())
                : ": " + part.summary();
        return "<details>\n<summary>" + Html.count(part.size(), "more revision") + states + "</summary>\n" + svg
                + "</details>\n";
    }
}
