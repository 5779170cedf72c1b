package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.PrintableText;

/**
 * One complete SQL statement. Values are literals, so the printed text is what is executed.
 *
 * @param sql the SQL, without a trailing semicolon
 * @param transactional whether it may run inside a transaction ({@code create index concurrently} may not)
 */
public record SqlStatement(String sql, boolean transactional) {

    /** A statement that may run inside a transaction. */
    static SqlStatement of(String sql) {
        return new SqlStatement(sql, true);
    }

    /** A statement that must run outside a transaction. */
    static SqlStatement outsideTransaction(String sql) {
        return new SqlStatement(sql, false);
    }

    /** A comment in place of a step that has no SQL. */
    public static SqlStatement comment(String text) {
        return of("-- " + PrintableText.line(text.replaceAll("\\R", " ")));
    }

    /** Whether this is only a comment, with nothing to execute. */
    public boolean isComment() {
        return sql.startsWith("-- ") && sql.indexOf('\n') < 0;
    }

    /** The text for a script, including the semicolon. */
    public String script() {
        return isComment() ? sql : sql + ";";
    }
}
