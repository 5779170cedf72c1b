package com.levymaster.migrate.schema.effect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows a renamed column into expressions, as PostgreSQL does by itself. */
final class ColumnRenameInSql {

    /** A string literal, a quoted identifier or a bare word; only the last two can name a column. */
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*");

    private static final Pattern BARE = Pattern.compile("[a-z_][a-z0-9_$]*");

    private ColumnRenameInSql() {}

    static String renamed(String sql, String from, String to) {
        String quoted = BARE.matcher(to).matches() ? to : '"' + to.replace("\"", "\"\"") + '"';
        return TOKEN.matcher(sql)
                .replaceAll(token -> Matcher.quoteReplacement(names(token.group(), from) ? quoted : token.group()));
    }

    static boolean mentions(String sql, String column) {
        return TOKEN.matcher(sql).results().anyMatch(token -> names(token.group(), column));
    }

    private static boolean names(String token, String column) {
        return token.startsWith("\"")
                ? token.equals('"' + column.replace("\"", "\"\"") + '"')
                : !token.startsWith("'")
                        && token.toLowerCase(java.util.Locale.ROOT).equals(column);
    }
}
