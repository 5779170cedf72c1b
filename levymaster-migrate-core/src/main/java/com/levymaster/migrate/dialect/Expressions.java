package com.levymaster.migrate.dialect;

import com.levymaster.migrate.sql.Keywords;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds parentheses around expressions only where the grammar requires them. */
final class Expressions {

    private static final Pattern QUOTED = Pattern.compile("(?s)'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");
    private static final Pattern CALL = Pattern.compile("(?s)([a-z_][a-z0-9_]*)(?:\\.([a-z_][a-z0-9_]*))?\\(.*\\)");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    /**
     * Keywords of {@code a_expr} that {@code b_expr}, the expression of a default in a column definition, does not
     * allow.
     */
    private static final Pattern NOT_IN_DEFAULT = Pattern.compile(
            "(?i)\\b(and|or|not|in|is|isnull|notnull|like|ilike|similar|between|collate|at|overlaps|any|all|some)\\b");

    private Expressions() {}

    /** For the default of a column definition. */
    static String inDefault(String sql) {
        boolean plain = !NOT_IN_DEFAULT.matcher(blanked(sql)).find();
        return plain || isEnclosed(sql) ? sql : "(" + sql + ")";
    }

    /** For an index key, where a function call needs no parentheses. */
    static String inKey(String sql) {
        return isCall(sql) || isEnclosed(sql) ? sql : "(" + sql + ")";
    }

    /** For an element of an exclusion constraint, which may also be a plain column. */
    static String columnOrKey(String sql) {
        boolean column = NAME.matcher(sql).matches() || blanked(sql).isBlank();
        return column ? sql : inKey(sql);
    }

    private static boolean isCall(String sql) {
        Matcher call = CALL.matcher(sql);
        return call.matches()
                && (call.group(2) != null || !Keywords.needQuotes(call.group(1)))
                && isEnclosed(sql.substring(sql.indexOf('(')));
    }

    /** Whether the first parenthesis is closed by the last. */
    private static boolean isEnclosed(String sql) {
        String text = blanked(sql);
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return false;
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i == text.length() - 1;
            }
        }
        return false;
    }

    /** Replaces quoted parts by blanks so that their content is ignored. */
    private static String blanked(String sql) {
        return QUOTED.matcher(sql)
                .replaceAll(quoted -> " ".repeat(quoted.group().length()));
    }
}
