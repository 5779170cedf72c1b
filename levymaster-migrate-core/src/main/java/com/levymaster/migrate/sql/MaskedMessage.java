package com.levymaster.migrate.sql;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of the server without the values that it repeats: {@code invalid input syntax for type integer: "***"}. Names of
 * tables, columns and the like stay.
 */
public final class MaskedMessage {

    private static final String MASK = "***";

    /** In the quotation marks of the languages of the server. */
    private static final Pattern QUOTED =
            Pattern.compile("(?<open>[\"«»“„])(?<text>[^\"«»“”„]*)(?<close>[\"«»”“])", Pattern.DOTALL);

    /** From the first quotation mark to the last one: a value may contain some itself. */
    private static final Pattern ALL_QUOTED =
            Pattern.compile("(?<open>[\"'«»“„‘]).*(?<close>[\"'«»”“’])", Pattern.DOTALL);

    /** The encoding and the bytes of a character. */
    private static final Set<String> OF_ENCODINGS = Set.of("22021", "22P05");

    private MaskedMessage() {}

    /**
     * Masks the values of a message.
     *
     * @param state the SQLSTATE
     * @param literals the contents of the literals of the statement
     */
    public static String of(String message, String state, Collection<String> literals) {
        if (quotesValues(state)) {
            return ofValue(message);
        }
        Matcher quoted = QUOTED.matcher(message);
        return quoted.replaceAll(found -> Matcher.quoteReplacement(
                isValue(quoted.group("text"), literals)
                        ? quoted.group("open") + MASK + quoted.group("close")
                        : found.group()));
    }

    /** Masks a message that quotes a value. */
    public static String ofValue(String message) {
        return ALL_QUOTED.matcher(message).replaceAll("${open}" + MASK + "${close}");
    }

    /** Invalid data, and errors that SQL of the application raises; other errors quote names. */
    private static boolean quotesValues(String state) {
        return (state.startsWith("22") || state.startsWith("P0")) && !OF_ENCODINGS.contains(state);
    }

    private static boolean isValue(String quoted, Collection<String> literals) {
        String text = quoted.strip();
        return text.contains("'") || text.contains("$$") || literals.stream().anyMatch(l -> isSame(text, l));
    }

    /** The server may fold a name to lower case, and shortens long ones. */
    private static boolean isSame(String quoted, String literal) {
        boolean prefix = literal.regionMatches(true, 0, quoted, 0, quoted.length());
        return !literal.isBlank() && prefix && (quoted.length() == literal.length() || quoted.length() > 8);
    }
}
