package com.levymaster.migrate.render;

import java.util.List;

/**
 * A call with a text of several lines: {@code op.execute("""…""");}.
 *
 * @param head up to the opening quotes
 * @param tail after the closing quotes
 */
record TextBlock(String head, String text, String tail) implements CodeBlock {

    private static final String QUOTES = "\"\"\"";

    /** A text block if the text has several lines, otherwise a line with a literal. */
    static CodeBlock of(String head, String text, String tail) {
        return text.contains("\n") ? new TextBlock(head, text, tail) : Line.of(head + JavaLiterals.quoted(text) + tail);
    }

    @Override
    public void write(StringBuilder source, int level) {
        String indent = INDENT.repeat(level + 2);
        source.append(INDENT.repeat(level)).append(head).append(QUOTES).append('\n');
        List<String> lines = List.of(text.split("\n", -1));
        int first = firstWithText(lines);
        for (int i = 0; i < lines.size(); i++) {
            boolean last = i == lines.size() - 1;
            String line = escaped(lines.get(i), i == first, last);
            source.append(line.isEmpty() && !last ? "" : indent).append(line).append(last ? "" : "\n");
        }
        source.append(QUOTES).append(tail).append(";\n");
    }

    private static int firstWithText(List<String> lines) {
        int first = 0;
        while (first < lines.size() - 1 && lines.get(first).isEmpty()) {
            first++;
        }
        return first;
    }

    /**
     * The compiler removes spaces at the end of a line, and those at the beginning that all lines with text have; so the first of
     * them starts with none.
     */
    private static String escaped(String line, boolean first, boolean last) {
        StringBuilder escaped = new StringBuilder(line.length() + 8);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean quotes = line.startsWith(QUOTES, i) || last && i == line.length() - 1;
            boolean space = first && i == 0 || i == line.length() - 1;
            if (c == ' ' && space) {
                escaped.append("\\s");
            } else if (c == '"') {
                escaped.append(quotes ? "\\\"" : "\"");
            } else {
                JavaLiterals.escapeInBlock(c, escaped);
            }
        }
        return escaped.toString();
    }
}
