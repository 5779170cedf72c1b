package com.levymaster.migrate.render;

import java.util.Collection;
import java.util.stream.Collectors;

/** Text of any content as Java source: never ends a literal or a comment before its time. */
final class JavaText {

    private JavaText() {}

    /** A string literal. */
    static String quoted(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(c -> literal.append(escaped((char) c)));
        return literal.append('"').toString();
    }

    /** String literals, separated by commas. */
    static String quoted(Collection<String> texts) {
        return texts.stream().map(JavaText::quoted).collect(Collectors.joining(", "));
    }

    /** One line that can stand behind {@code //}: an escape in a comment is still an escape to the compiler. */
    static String comment(String text) {
        return text.replaceAll("\\s+", " ").strip().replace("\\u", "\\ u");
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT
                        ? String.format("\\u%04x", (int) c)
                        : String.valueOf(c);
        };
    }
}
