package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.diagram.FoldedGraph;
import com.levymaster.migrate.diagram.GraphDiagram;

/** Renders the revision graph as HTML. In a long graph, uninteresting ranges are collapsed. */
final class GraphSection {

    private GraphSection() {}

    /** @param idPrefix prefix of the element ids in the SVG */
    static String of(GraphDiagram diagram, String idPrefix) {
        StringBuilder html = new StringBuilder();
        for (FoldedGraph part : diagram.foldedRanges()) {
            String svg = diagram.svg(part, idPrefix);
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
