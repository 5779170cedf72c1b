package com.levymaster.migrate.schema;

import java.math.BigDecimal;

/**
 * The default of a column: a literal, which the dialect quotes, or an SQL expression, which it uses unchanged.
 */
public sealed interface DefaultValue {

    /** A value written as a quoted literal, which PostgreSQL reads in the column's type: text, dates, JSON, UUIDs. */
    record StringLiteral(String value) implements DefaultValue {}

    /** A number, written without quotes. */
    record NumberLiteral(BigDecimal value) implements DefaultValue {}

    /** {@code true} or {@code false}. */
    record BooleanLiteral(boolean value) implements DefaultValue {}

    /** An expression such as {@code now()}; compared in the form in which the server prints it. */
    record Expression(String sql) implements DefaultValue {}
}
