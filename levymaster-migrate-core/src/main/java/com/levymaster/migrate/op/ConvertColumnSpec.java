package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Changes a type by way of a temporary column: {@code t.convertColumn("code").from(integer()).to(varchar(50))
 * .using("'C' || code").reversedUsing("substr(code, 2)::integer")}.
 */
public final class ConvertColumnSpec implements OperationBuilder {

    private final ObjectName table;
    private final String column;
    private @Nullable ColumnType from;
    private @Nullable ColumnType to;
    private @Nullable String using;
    private @Nullable String reversedUsing;

    ConvertColumnSpec(ObjectName table, String column) {
        this.table = table;
        this.column = column;
    }

    public ConvertColumnSpec from(ColumnType type) {
        from = type;
        return this;
    }

    public ConvertColumnSpec to(ColumnType type) {
        to = type;
        return this;
    }

    /** The SQL expression over the old column that makes the new value. */
    public ConvertColumnSpec using(String expression) {
        using = expression;
        return this;
    }

    /** The expression for the way back. */
    public ConvertColumnSpec reversedUsing(String expression) {
        reversedUsing = expression;
        return this;
    }

    @Override
    public Operation build() {
        String sentence = "convertColumn(\"" + column + "\")";
        return new ConvertColumn(
                table,
                column,
                OperationBuilder.require(from, sentence, ".from(type)"),
                OperationBuilder.require(to, sentence, ".to(type)"),
                OperationBuilder.require(using, sentence, ".using(expression)"),
                reversedUsing);
    }
}
