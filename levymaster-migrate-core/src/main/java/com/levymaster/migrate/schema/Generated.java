package com.levymaster.migrate.schema;

/**
 * A column computed from others.
 *
 * @param expression the SQL expression
 * @param stored whether the result is kept on disk ({@code stored}) or computed when read ({@code virtual}, PostgreSQL
 *     18 and later)
 */
public record Generated(String expression, boolean stored) {

    /** Kept on disk. */
    public static Generated stored(String expression) {
        return new Generated(expression, true);
    }

    /** Computed whenever it is read (PostgreSQL 18 and later). */
    public static Generated virtual(String expression) {
        return new Generated(expression, false);
    }
}
