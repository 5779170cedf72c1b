package com.levymaster.migrate.actuate;

import com.levymaster.migrate.picture.Excerpt;
import com.levymaster.migrate.picture.GraphPicture;

/** The revision graph on the page: a long one with what nobody looks for folded away. */
final class PageGraph {

    private PageGraph() {}

    /** @param name what names in it begin with */
    static String of(GraphPicture picture, String name) {
        StringBuilder html = new StringBuilder();
        for (Excerpt part : picture.excerpts()) {
            String svg = picture.svg(part, name);
            html.append(part.folded() ? folded(part, svg) : svg);
        }
        return html.toString();
    }

    private static String folded(Excerpt part, String svg) {
        String only = part.size() + " ";
        String states = part.summary().startsWith(only)
                ? ", all " + part.summary().substring(only.length())
                : ": " + part.summary();
        return "<details>\n<summary>" + Html.count(part.size(), "more revision") + states + "</summary>\n" + svg
                + "</details>\n";
    }
}
