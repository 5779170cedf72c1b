package com.levymaster.migrate.diff;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rewrites value lists within expressions. PostgreSQL prints {@code c in ('A', 'B')} in one of two ways, and a
 * restored dump changes one into the other; the order of the values is irrelevant.
 */
public final class InList {

    private static final String VALUE =
            "\\(?(?:'(?:[^']|'')*'|-?[\\d.]+)(?:::[\\p{L}\\p{N}_\". ]+(?:\\(\\d+\\))?)?\\)?";
    private static final String VALUES = VALUE + "(?:::text)?(?:, " + VALUE + "(?:::text)?)*";

    private static final Pattern CAST_AS_A_WHOLE = Pattern.compile("\\(\\(ARRAY\\[(" + VALUES + ")]\\)::text\\[]\\)");
    private static final Pattern LIST = Pattern.compile("= ANY \\(ARRAY\\[(" + VALUES + ")]\\)");
    private static final Pattern ELEMENT = Pattern.compile(VALUE + "(?:::text)?");

    private static final Pattern IN = Pattern.compile(
            "\\(([\\p{L}\\p{N}_$]+|\"[^\"]+\")\\)::text = ANY " + "\\(\\(ARRAY\\[(" + VALUES + ")]\\)::text\\[]\\)");

    private InList() {}

    /** The same text for every way to print the same list. */
    public static String canonical(String sql) {
        String each = CAST_AS_A_WHOLE
                .matcher(sql)
                .replaceAll(list -> Matcher.quoteReplacement("(ARRAY["
                        + elements(list.group(1)).stream()
                                .map(e -> "(" + e + ")::text")
                                .collect(Collectors.joining(", "))
                        + "])"));
        return LIST.matcher(each)
                .replaceAll(list -> Matcher.quoteReplacement("= ANY (ARRAY["
                        + elements(list.group(1)).stream().sorted().collect(Collectors.joining(", ")) + "])"));
    }

    /** The readable form {@code status in ('OPEN', 'CLOSED')}, which PostgreSQL prints as before. */
    static String readable(String sql) {
        return IN.matcher(sql).replaceAll(list -> {
            String values = elements(list.group(2)).stream()
                    .map(e -> e.replaceFirst("::character varying(\\(\\d+\\))?$", ""))
                    .collect(Collectors.joining(", "));
            return Matcher.quoteReplacement(list.group(1) + " in (" + values + ")");
        });
    }

    private static List<String> elements(String values) {
        return Arrays.asList(
                ELEMENT.matcher(values).results().map(r -> r.group()).toArray(String[]::new));
    }
}
