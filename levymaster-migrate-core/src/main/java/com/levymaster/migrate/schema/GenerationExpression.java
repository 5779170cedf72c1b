package com.levymaster.migrate.schema;

/**
 * The expression of a generated column.
 *
 * @param expression the SQL expression
 * @param stored whether the result is stored on disk ({@code stored}) or computed when read ({@code virtual}, PostgreSQL
 *     18 and later)
 */
public record GenerationExpression(String expression, boolean stored) {

    /** Creates the expression of a stored generated column. */
    public static GenerationExpression stored(String expression) {
        return new GenerationExpression(expression, true);
    }

    /** Creates the expression of a virtual generated column (PostgreSQL 18 and later). */
    public static GenerationExpression virtual(String expression) {
        return new GenerationExpression(expression, false);
    }
}
