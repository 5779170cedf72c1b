package com.levymaster.migrate.dialect;

/**
 * One SQL statement, complete in itself: values stand in it as literals, so that what is printed is what is run.
 *
 * @param sql without a semicolon at the end
 * @param transactional whether it may run inside a transaction ({@code create index concurrently} may not)
 */
public record SqlStatement(String sql, boolean transactional) {

    static SqlStatement of(String sql) {
        return new SqlStatement(sql, true);
    }

    static SqlStatement alone(String sql) {
        return new SqlStatement(sql, false);
    }

    /** A line for people in the place of a step that SQL cannot express. */
    static SqlStatement comment(String text) {
        return of("-- " + text.replaceAll("\\R", " "));
    }

    /** Whether there is nothing to run. */
    public boolean isComment() {
        return sql.startsWith("-- ") && sql.indexOf('\n') < 0;
    }

    /** As it stands in a script, with its semicolon. */
    public String script() {
        return isComment() ? sql : sql + ";";
    }
}
