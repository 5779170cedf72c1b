package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** HTML fragments. */
final class Html {

    private Html() {}

    static String escaped(String text) {
        return PrintableText.lines(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String title(RevisionHeader header) {
        return id(header.id()) + " " + escaped(header.message());
    }

    static String id(String id) {
        return "<span class=\"id\">" + escaped(id) + "</span>";
    }

    static String ids(Collection<String> ids) {
        return ids.stream().sorted().map(Html::id).collect(Collectors.joining(", "));
    }

    static String lines(List<RevisionHeader> headers, Function<RevisionHeader, String> text) {
        return headers.stream().map(text).collect(Collectors.joining("<br>"));
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Returns a line such as {@code and 3 more events}, or nothing. */
    static String more(long count, String what) {
        return count <= 0 ? "" : "<p class=\"soft\">and " + count(count, what) + "</p>\n";
    }

    /** Returns a labelled region that can be scrolled with the keyboard, for content larger than the screen. */
    static String region(String headings, String content) {
        return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + headings + "\">\n" + content
                + "</div>\n";
    }
}
