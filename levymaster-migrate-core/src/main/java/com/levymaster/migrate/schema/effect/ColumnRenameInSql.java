package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.regex.Pattern;

/** Renames a column in the text of expressions. PostgreSQL does the same, as it stores references and not names. */
final class ColumnRenameInSql {

    private static final Pattern UNQUOTED = Pattern.compile("[a-z_][a-z0-9_$]*");

    private ColumnRenameInSql() {}

    static String renamed(String sql, String from, String to) {
        String identifier = UNQUOTED.matcher(to).matches() ? to : '"' + to.replace("\"", "\"\"") + '"';
        StringBuilder renamed = new StringBuilder();
        int position = 0;
        for (Token token : SqlTokens.flat(sql).tokens()) {
            if (token.isIdentifier(from)) {
                renamed.append(sql, position, token.start()).append(identifier);
                position = token.end();
            }
        }
        return renamed.append(sql, position, sql.length()).toString();
    }

    static boolean mentions(String sql, String column) {
        return SqlTokens.flat(sql).tokens().stream().anyMatch(token -> token.isIdentifier(column));
    }
}
