package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Changes a column's default: {@code t.changeDefault("is_active").fromNone().to(true)}. */
public final class ChangeDefaultSpec implements OperationBuilder {

    private final ObjectName table;
    private final String column;
    private @Nullable Previous<DefaultValue> from;
    private @Nullable Previous<DefaultValue> to;

    ChangeDefaultSpec(ObjectName table, String column) {
        this.table = table;
        this.column = column;
    }

    /** The value as it is. */
    public ChangeDefaultSpec from(Object value) {
        from = Previous.of(DefaultValues.of(value));
        return this;
    }

    /** The SQL expression as it is. */
    public ChangeDefaultSpec fromSql(String expression) {
        from = Previous.of(new DefaultValue.Expression(expression));
        return this;
    }

    /** There is no default. */
    public ChangeDefaultSpec fromNone() {
        from = Previous.of(null);
        return this;
    }

    public ChangeDefaultSpec to(Object value) {
        to = Previous.of(DefaultValues.of(value));
        return this;
    }

    public ChangeDefaultSpec toSql(String expression) {
        to = Previous.of(new DefaultValue.Expression(expression));
        return this;
    }

    /** Drops the default. */
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
