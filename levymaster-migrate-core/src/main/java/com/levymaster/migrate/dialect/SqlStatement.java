package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * One complete SQL statement. Values are literals, so the printed text is what is executed.
 *
 * @param sql the SQL, without a trailing semicolon
 * @param transactional whether it may run inside a transaction ({@code create index concurrently} may not)
 * @param rows what a {@code copy … from stdin} reads, or the statements that a comment stands for; {@code null} for other statements
 */
public record SqlStatement(
        String sql, boolean transactional, @Nullable RowText rows) {

    /** Creates a statement that reads no rows. */
    public SqlStatement(String sql, boolean transactional) {
        this(sql, transactional, null);
    }

    /** A statement that may run inside a transaction. */
    static SqlStatement of(String sql) {
        return new SqlStatement(sql, true);
    }

    /** A statement that must run outside a transaction. */
    static SqlStatement outsideTransaction(String sql) {
        return new SqlStatement(sql, false);
    }

    /** The same statement, outside a transaction. */
    SqlStatement outsideTransaction() {
        return new SqlStatement(sql, false, rows);
    }

    /** A comment in place of a step that has no SQL. */
    public static SqlStatement comment(String text) {
        return of("-- " + PrintableText.line(text.replaceAll("\\R", " ")));
    }

    /** Whether this is only a comment, with nothing to execute. */
    public boolean isComment() {
        return sql.startsWith("-- ") && sql.indexOf('\n') < 0;
    }

    /** The text for a script, including the semicolon and the rows. */
    public String script() {
        return script(rows == null ? null : rows.text());
    }

    /** The same for a reader of the plan: of many rows, their number. */
    public String preview() {
        return script(rows == null ? null : rows.preview());
    }

    private String script(@Nullable String lines) {
        if (lines == null) {
            return isComment() ? sql : sql + ";";
        }
        if (isComment()) {
            return (sql + "\n" + lines).stripTrailing();
        }
        return sql + ";\n" + lines + (lines.isEmpty() || lines.endsWith("\n") ? "" : "\n") + "\\.";
    }
}
