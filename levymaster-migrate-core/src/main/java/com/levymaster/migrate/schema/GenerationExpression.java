package com.levymaster.migrate.schema;

/**
 * A column computed from others.
 *
 * @param expression the SQL expression
 * @param stored whether the result is kept on disk ({@code stored}) or computed when read ({@code virtual}, PostgreSQL
 *     18 and later)
 */
public record GenerationExpression(String expression, boolean stored) {

    /** Kept on disk. */
    public static GenerationExpression stored(String expression) {
        return new GenerationExpression(expression, true);
    }

    /** Computed whenever it is read (PostgreSQL 18 and later). */
    public static GenerationExpression virtual(String expression) {
        return new GenerationExpression(expression, false);
    }
}
