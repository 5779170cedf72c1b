package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Changes the default of a column: {@code t.changeDefault("is_active").fromNone().to(true)}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-default.html">PostgreSQL: default values</a>
 */
public final class ChangeDefaultSpec implements OperationBuilder {

    private final ObjectName table;
    private final String column;
    private @Nullable Previous<DefaultValue> from;
    private @Nullable Previous<DefaultValue> to;

    ChangeDefaultSpec(ObjectName table, String column) {
        this.table = table;
        this.column = column;
    }

    /**
     * The current default as a Java value. One of {@code from}, {@code fromSql} and {@code fromNone} is required for
     * undo.
     */
    public ChangeDefaultSpec from(Object value) {
        from = Previous.of(DefaultValues.of(value));
        return this;
    }

    /** The current default as an SQL expression. */
    public ChangeDefaultSpec fromSql(String expression) {
        from = Previous.of(new DefaultValue.Expression(expression));
        return this;
    }

    /** States that the column has no default now. */
    public ChangeDefaultSpec fromNone() {
        from = Previous.of(null);
        return this;
    }

    /**
     * The new default as a Java value, of a type that {@link ColumnSpec#defaultValue} takes: {@code set default 'WA'}.
     */
    public ChangeDefaultSpec to(Object value) {
        to = Previous.of(DefaultValues.of(value));
        return this;
    }

    /** The new default as an SQL expression: {@code set default now()}. */
    public ChangeDefaultSpec toSql(String expression) {
        to = Previous.of(new DefaultValue.Expression(expression));
        return this;
    }

    /** Drops the default: {@code drop default}. */
    public ChangeDefaultSpec toNone() {
        to = Previous.of(null);
        return this;
    }

    @Override
    public Operation build() {
        Previous<DefaultValue> target = OperationBuilder.require(
                to, "changeDefault(\"" + column + "\")", ".to(value), .toSql(expression) or .toNone()");
        return new ChangeDefault(table, column, from, target.value());
    }
}
