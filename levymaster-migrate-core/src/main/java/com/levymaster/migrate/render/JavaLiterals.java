package com.levymaster.migrate.render;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes arbitrary text as Java source; the text cannot terminate its literal or comment. */
final class JavaLiterals {

    private JavaLiterals() {}

    /** A string literal. */
    static String quoted(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i), literal);
        }
        return literal.append('"').toString();
    }

    /** String literals, separated by commas. */
    static String quoted(Collection<String> texts) {
        return texts.stream().map(JavaLiterals::quoted).collect(Collectors.joining(", "));
    }

    /**
     * One line for use after {@code //}; unicode escapes are broken up because the compiler processes them in
     * comments too.
     */
    static String comment(String text) {
        return text.replaceAll("\\s+", " ").strip().replace("\\u", "\\ u");
    }

    /** Writes one character of a text block; a control character must not become white space that the compiler removes. */
    static void escapeInBlock(char c, StringBuilder text) {
        if (c < ' ' && c != '\t' && c != '\r') {
            text.append(String.format("\\%03o", (int) c));
        } else {
            escape(c, text);
        }
    }

    private static void escape(char c, StringBuilder literal) {
        switch (c) {
            case '"', '\\' -> literal.append('\\').append(c);
            case '\n' -> literal.append("\\n");
            case '\r' -> literal.append("\\r");
            case '\t' -> literal.append("\\t");
            default -> {
                boolean unseen = Character.isISOControl(c)
                        || Character.isSurrogate(c)
                        || Character.getType(c) == Character.FORMAT;
                if (unseen) {
                    literal.append(String.format("\\u%04x", (int) c));
                } else {
                    literal.append(c);
                }
            }
        }
    }
}
