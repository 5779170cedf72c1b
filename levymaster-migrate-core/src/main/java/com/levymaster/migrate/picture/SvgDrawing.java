package com.levymaster.migrate.picture;

import com.levymaster.migrate.picture.Lanes.Row;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The graph as an image: one row for each revision, the newest on top. All sizes are in pixels. */
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
            <circle id="applied" class="a" r="5"/>
            <circle id="pending" class="n" r="5"/>
            <g id="failed" class="f"><rect x="-6" y="-6" width="12" height="12"/><path d="M-3-3 3 3M3-3-3 3"/></g>
            <path id="unknown" class="u" d="M0-7 7 0 0 7-7 0z"/>
            </defs>
            """;

    private final GraphPicture picture;
    private final State.Of states;
    private final List<Row> rows;
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final int above;
    private final int textAt;

    SvgDrawing(GraphPicture picture) {
        this.picture = picture;
        states = State.Of.all(picture);
        rows = Lanes.of(picture);
        for (Row row : rows) {
            rowOf.put(row.header().id(), rowOf.size());
        }
        above = states.unknown().size();
        textAt = MARGIN + LANE * rows.stream().mapToInt(Row::width).max().orElse(1);
    }

    String draw() {
        int height = 2 * MARGIN + ROW * Math.max(0, above + rows.size() - 1);
        int width = textAt + MARGIN + LETTER * longest();
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                .formatted(width, height, width, height));
        svg.append(
                        " role=\"graphics-document\" aria-labelledby=\"t s\">\n<title id=\"t\">Revision graph</title>\n<desc id=\"s\">")
                .append(escaped(summary()))
                .append("</desc>\n")
                .append(STYLE)
                .append("<rect class=\"p\" width=\"100%\" height=\"100%\"/>\n<g class=\"e\">\n");
        svg.append(new SvgLines(MARGIN + ROW * above).draw(rows));
        svg.append("</g>\n<g role=\"list\">\n");
        for (int i = 0; i < above; i++) {
            unknown(svg, states.unknown().get(i), i);
        }
        rows.forEach(row -> revision(svg, row));
        return svg.append("</g>\n</svg>\n").toString();
    }

    private String summary() {
        Map<State, Long> counts =
                picture.shown().stream().collect(Collectors.groupingBy(states::state, Collectors.counting()));
        List<String> parts = new ArrayList<>();
        for (State state : State.values()) {
            long count = state == State.UNKNOWN ? above : counts.getOrDefault(state, 0L);
            if (count > 0) {
                parts.add(count + " " + state.word());
            }
        }
        return picture.shown().size() + " revisions, the newest first: " + String.join(", ", parts) + ".";
    }

    private int longest() {
        int unknown = states.unknown().stream().mapToInt(String::length).max().orElse(0) + " unknown".length();
        return rows.stream().mapToInt(row -> words(row.header())).reduce(unknown, Math::max);
    }

    private int words(RevisionHeader header) {
        return header.id().length()
                + String.join(", ", states.marks(header)).length()
                + String.join(", ", header.labels()).length()
                + Math.min(LONGEST, header.message().length())
                + 6;
    }

    private void revision(StringBuilder svg, Row row) {
        RevisionHeader header = row.header();
        int y = y(row);
        String marks = String.join(", ", states.marks(header));
        String message = header.message();
        String shown = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
        svg.append("<g role=\"listitem\">");
        if (message.length() > LONGEST) {
            svg.append("<title>").append(escaped(message)).append("</title>");
        }
        svg.append(shape(states.state(header), x(row.column()), y))
                .append(text(y))
                .append(escaped(header.id()));
        svg.append(span("k", marks))
                .append(span("l", String.join(", ", header.labels())))
                .append(span("m", shown));
        svg.append("</text></g>\n");
    }

    private void unknown(StringBuilder svg, String id, int row) {
        int y = MARGIN + ROW * row;
        svg.append("<g role=\"listitem\">")
                .append(shape(State.UNKNOWN, x(0), y))
                .append(text(y))
                .append(escaped(id));
        svg.append(span("k", "unknown")).append("</text></g>\n");
    }

    private static String shape(State state, int x, int y) {
        return "<use href=\"#" + state.word() + "\" x=\"" + x + "\" y=\"" + y + "\"/>";
    }

    private String text(int y) {
        return "<text x=\"" + textAt + "\" y=\"" + (y + 4) + "\">";
    }

    private static String span(String look, String words) {
        return words.isBlank() ? "" : " <tspan class=\"" + look + "\">" + escaped(words) + "</tspan>";
    }

    private int y(Row row) {
        Integer number = rowOf.get(row.header().id());
        return MARGIN + ROW * (above + (number == null ? 0 : number));
    }

    static int x(int column) {
        return MARGIN + LANE * column;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
