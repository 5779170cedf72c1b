package com.levymaster.migrate.schema;

import java.math.BigDecimal;

/**
 * What a column gets when an insert names no value: a value, which the dialect quotes, or an SQL expression, which it
 * takes as it is. The two are never confused.
 */
public sealed interface DefaultValue {

    /** A value written as a quoted literal, which PostgreSQL reads in the column's type: text, dates, JSON, UUIDs. */
    record StringLiteral(String value) implements DefaultValue {}

    /** A number, written bare. */
    record NumberLiteral(BigDecimal value) implements DefaultValue {}

    /** {@code true} or {@code false}. */
    record BooleanLiteral(boolean value) implements DefaultValue {}

    /** An expression such as {@code now()}; compared after the server has put it into its own words. */
    record Expression(String sql) implements DefaultValue {}
}
