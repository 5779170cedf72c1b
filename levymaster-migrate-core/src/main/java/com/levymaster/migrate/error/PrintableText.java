package com.levymaster.migrate.error;

/**
 * Text from outside, such as messages, descriptions and server messages, as it can be written to a log or a terminal: without
 * control characters, escape sequences, line separators, and characters that change the direction of the text.
 */
public final class PrintableText {

    private PrintableText() {}

    /** The text in one line; characters that are not printable become {@code \n} and the like, or their code. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** As {@link #line}, but the lines of the text and its tabs are kept. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** The id of a revision: unchanged if it consists of letters, digits, {@code _} and {@code .}; else in quotes. */
    public static String id(String id) {
        boolean plain =
                !id.isEmpty() && id.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.');
        return plain ? id : '"' + line(id) + '"';
    }

    private static String escaped(String text, boolean keepLines) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int position = 0;
        while (position < text.length()) {
            int c = text.codePointAt(position);
            int next = position + Character.charCount(c);
            boolean lineEnd = c == '\n' || c == '\r' && next < text.length() && text.charAt(next) == '\n';
            if (keepLines && (lineEnd || c == '\t') || isPrintable(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(escape(c));
            }
            position = next;
        }
        return escaped.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> !changesDirection(c);
            default -> true;
        };
    }

    /** Joiners and the like belong to words of some languages. */
    private static boolean changesDirection(int c) {
        return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f || c == 0xfeff;
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", c);
        };
    }
}
