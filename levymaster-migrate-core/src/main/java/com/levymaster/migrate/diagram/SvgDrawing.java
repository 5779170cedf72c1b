package com.levymaster.migrate.diagram;

import com.levymaster.migrate.diagram.Lanes.Row;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;

/** Draws the graph as an SVG image: one row for each revision, the newest on top. All sizes are in pixels. */
final class SvgDrawing {

    static final int ROW = 26;
    private static final int LANE = 16;
    private static final int MARGIN = 20;
    private static final int LETTER = 8;
    private static final int LONGEST = 90;

    private static final String STYLE = """
            <style>
            .p{fill:#fff}text{font:13px ui-monospace,Menlo,Consolas,monospace;fill:#24292f}
            .m{font-family:system-ui,"Segoe UI",sans-serif}.k{font-weight:600;fill:#0a4f8f}.l{fill:#6a3d9a}
            .e{fill:none;stroke:#8c959f;stroke-width:2}.d{stroke-dasharray:2 4}
            .a{fill:#2c6e49;stroke:#2c6e49}.n{fill:#fff;stroke:#57606a}.f{fill:#fff;stroke:#a40e26}.u{fill:#fbe3a6;stroke:#7d4e00}
            .a,.n,.f,.u{stroke-width:2}
            @media(prefers-color-scheme:dark){.p{fill:#0d1117}text{fill:#e6edf3}.k{fill:#79c0ff}.l{fill:#d2a8ff}.e{stroke:#6e7681}
            .a{fill:#56d364;stroke:#56d364}.n{fill:#0d1117;stroke:#adbac7}.f{fill:#0d1117;stroke:#ff7b72}.u{fill:#3a2d00;stroke:#e3b341}}
            </style>
            <defs>
            <circle id="{}applied" class="a" r="5"/>
            <circle id="{}pending" class="n" r="5"/>
            <g id="{}failed" class="f"><rect x="-6" y="-6" width="12" height="12"/><path d="M-3-3 3 3M3-3-3 3"/></g>
            <path id="{}unknown" class="u" d="M0-7 7 0 0 7-7 0z"/>
            </defs>
            """;

    private final GraphDiagram diagram;
    private final String page;
    private final RevisionState.Of states;
    private final List<Row> rows;
    private final int textAt;

    /** @param page the prefix of element ids; empty for a self-contained image */
    SvgDrawing(GraphDiagram diagram, String page) {
        this.diagram = diagram;
        this.page = page;
        states = RevisionState.Of.all(diagram);
        rows = Lanes.of(diagram);
        textAt = MARGIN + LANE * rows.stream().mapToInt(Row::width).max().orElse(1);
    }

    String draw(FoldedGraph part) {
        List<String> unknown = part.from() == 0 ? states.unknown() : List.of();
        int above = part.from() == 0 ? MARGIN : ROW / 2;
        int under = part.to() == rows.size() ? MARGIN : ROW / 2;
        int height = above + ROW * Math.max(0, unknown.size() + part.size() - 1) + under;
        int top = above + ROW * unknown.size();
        String own = page.isEmpty() ? "" : page + part.from() + "-";
        StringBuilder svg = new StringBuilder(start(part, unknown, height, own));
        svg.append(lines(part, top, height)).append("</g>\n<g role=\"list\">\n");
        for (int i = 0; i < unknown.size(); i++) {
            unknown(svg, unknown.get(i), above + ROW * i, own);
        }
        for (int i = part.from(); i < part.to(); i++) {
            revision(svg, rows.get(i), top + ROW * (i - part.from()), own);
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    private String start(FoldedGraph part, List<String> unknown, int height, String own) {
        int width = textAt + MARGIN + LETTER * longest();
        String what = "%d revisions, the newest first: %s."
                .formatted(
                        part.size(),
                        states.summary(diagram.shown().subList(part.from(), part.to()), !unknown.isEmpty()));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        .formatted(width, height, width, height)
                + " role=\"graphics-document\" aria-labelledby=\"" + own + "t " + own + "s\">\n<title id=\"" + own
                + "t\">Revision graph</title>\n<desc id=\"" + own + "s\">" + escaped(what) + "</desc>\n"
                + STYLE.replace("{}", own)
                + "<rect class=\"p\" width=\"100%\" height=\"100%\"/>\n<g class=\"e\">\n";
    }

    /** The lines of the previous row enter from above. */
    private String lines(FoldedGraph part, int top, int bottom) {
        int first = Math.max(0, part.from() - 1);
        SvgLines lines = new SvgLines(top - ROW * (part.from() - first));
        if (first > 0) {
            lines.after(rows.get(first - 1));
        }
        return lines.draw(rows.subList(first, part.to()), bottom);
    }

    private int longest() {
        int unknown = states.unknown().stream().mapToInt(String::length).max().orElse(0) + " unknown".length();
        return rows.stream().mapToInt(row -> textLength(row.header())).reduce(unknown, Math::max);
    }

    private int textLength(RevisionHeader header) {
        return header.id().length()
                + String.join(", ", states.marks(header)).length()
                + String.join(", ", header.labels()).length()
                + Math.min(LONGEST, header.displayMessage().length())
                + 6;
    }

    private void revision(StringBuilder svg, Row row, int y, String own) {
        RevisionHeader header = row.header();
        String message = header.displayMessage();
        String shown = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
        svg.append("<g role=\"listitem\"").append(name(header)).append('>');
        if (message.length() > LONGEST) {
            svg.append("<title>").append(escaped(message)).append("</title>");
        }
        svg.append(shape(own, states.state(header), x(row.column()), y))
                .append(text(y))
                .append(escaped(header.id()));
        svg.append(span("k", String.join(", ", states.marks(header))))
                .append(span("l", String.join(", ", header.labels())))
                .append(span("m", shown));
        svg.append("</text></g>\n");
    }

    /** Current revisions and heads have an id as a link target. */
    private String name(RevisionHeader header) {
        boolean isLinkTarget =
                states.current().contains(header.id()) || states.heads().contains(header.id());
        return isLinkTarget && !page.isEmpty() ? " id=\"" + escaped(page + header.id()) + "\"" : "";
    }

    private void unknown(StringBuilder svg, String id, int y, String own) {
        svg.append("<g role=\"listitem\">")
                .append(shape(own, RevisionState.UNKNOWN, x(0), y))
                .append(text(y))
                .append(escaped(id));
        svg.append(span("k", "unknown")).append("</text></g>\n");
    }

    private static String shape(String own, RevisionState state, int x, int y) {
        return "<use href=\"#" + own + state.displayName() + "\" x=\"" + x + "\" y=\"" + y + "\"/>";
    }

    private String text(int y) {
        return "<text x=\"" + textAt + "\" y=\"" + (y + 4) + "\">";
    }

    private static String span(String cssClass, String content) {
        return content.isBlank() ? "" : " <tspan class=\"" + cssClass + "\">" + escaped(content) + "</tspan>";
    }

    static int x(int column) {
        return MARGIN + LANE * column;
    }

    private static String escaped(String text) {
        return PrintableText.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
