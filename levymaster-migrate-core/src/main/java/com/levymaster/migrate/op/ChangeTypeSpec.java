package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Changes a column's type: {@code t.changeType("rate").from(numeric(10, 4)).to(numeric(12, 6))}. */
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

    public ChangeTypeSpec from(ColumnType type) {
        from = new ChangeType.Shape(type, null);
        return this;
    }

    /** The type as it is, with a collation that is not the type's own. */
    public ChangeTypeSpec from(ColumnType type, String collation) {
        from = new ChangeType.Shape(type, collation);
        return this;
    }

    public ChangeTypeSpec to(ColumnType type) {
        to = new ChangeType.Shape(type, null);
        return this;
    }

    /** The new type, with a collation that is not the type's own. */
    public ChangeTypeSpec to(ColumnType type, String collation) {
        to = new ChangeType.Shape(type, collation);
        return this;
    }

    /** The SQL expression that makes the new value from the old, where there is no assignment cast. */
    public ChangeTypeSpec using(String expression) {
        using = expression;
        return this;
    }

    /** The expression for the way back. */
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
