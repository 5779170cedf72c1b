package com.levymaster.migrate;

import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Was;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Changes a column's default: {@code t.changeDefault("is_active").fromNone().to(true)}. */
public final class ChangeDefaultSpec implements Sentence {

    private final ObjectName table;
    private final String column;
    private @Nullable Was<DefaultValue> from;
    private @Nullable Was<DefaultValue> to;

    ChangeDefaultSpec(ObjectName table, String column) {
        this.table = table;
        this.column = column;
    }

    /** The value as it is. */
    public ChangeDefaultSpec from(Object value) {
        from = Was.of(Values.of(value));
        return this;
    }

    /** The SQL expression as it is. */
    public ChangeDefaultSpec fromSql(String expression) {
        from = Was.of(new DefaultValue.Expression(expression));
        return this;
    }

    /** There is no default. */
    public ChangeDefaultSpec fromNone() {
        from = Was.of(null);
        return this;
    }

    public ChangeDefaultSpec to(Object value) {
        to = Was.of(Values.of(value));
        return this;
    }

    public ChangeDefaultSpec toSql(String expression) {
        to = Was.of(new DefaultValue.Expression(expression));
        return this;
    }

    /** Drops the default. */
    public ChangeDefaultSpec toNone() {
        to = Was.of(null);
        return this;
    }

    @Override
    public Operation finish() {
        Was<DefaultValue> target =
                Sentence.said(to, "changeDefault(\"" + column + "\")", ".to(value), .toSql(expression) or .toNone()");
        return new ChangeDefault(table, column, from, target.value());
    }
}
