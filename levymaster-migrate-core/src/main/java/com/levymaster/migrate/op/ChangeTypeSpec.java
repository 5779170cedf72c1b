package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Changes the type of a column in place: {@code t.changeType("rate").from(numeric(10, 4)).to(numeric(12, 6))}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: SET DATA TYPE</a>
 */
public final class ChangeTypeSpec implements OperationBuilder {

    private final ObjectName table;
    private final String column;
    private ChangeType.@Nullable Shape from;
    private ChangeType.@Nullable Shape to;
    private @Nullable String using;
    private @Nullable String reversedUsing;

    ChangeTypeSpec(ObjectName table, String column) {
        this.table = table;
        this.column = column;
    }

    /** The current type. Required for undo. */
    public ChangeTypeSpec from(ColumnType type) {
        from = new ChangeType.Shape(type, null);
        return this;
    }

    /** The current type with a collation other than the default of the type. Required for undo. */
    public ChangeTypeSpec from(ColumnType type, String collation) {
        from = new ChangeType.Shape(type, collation);
        return this;
    }

    /** The new type: {@code alter table t alter column c type …}. Required. */
    public ChangeTypeSpec to(ColumnType type) {
        to = new ChangeType.Shape(type, null);
        return this;
    }

    /**
     * The new type with a collation other than the default of the type: {@code type … collate "C"}. Refused for types
     * that have none, such as {@code integer}.
     */
    public ChangeTypeSpec to(ColumnType type, String collation) {
        to = new ChangeType.Shape(type, collation);
        return this;
    }

    /**
     * The SQL expression that computes the new value, {@code type integer using nullif(code, '')::integer}. Needed
     * where PostgreSQL has no assignment cast between the types.
     */
    public ChangeTypeSpec using(String expression) {
        using = expression;
        return this;
    }

    /** The {@code using} expression of the inverse operation. */
    public ChangeTypeSpec reversedUsing(String expression) {
        reversedUsing = expression;
        return this;
    }

    @Override
    public Operation build() {
        ChangeType.Shape target = OperationBuilder.require(to, "changeType(\"" + column + "\")", ".to(type)");
        return new ChangeType(table, column, from, target, using, reversedUsing);
    }
}
