package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Changes a type by a temporary column, for conversions that transform the data. {@code from}, {@code to} and
 * {@code using} are required.
 *
 * <pre>{@code
 * t.convertColumn("code").from(integer()).to(varchar(50))
 *         .using("'C' || code")
 *         .reversedUsing("substr(code, 2)::integer");
 * }</pre>
 *
 * <p>The statements are {@code alter table t add column code_levymaster_converted …}, {@code update t set code_levymaster_converted = …},
 * {@code alter column code type … using code_levymaster_converted} and {@code drop column code_levymaster_converted}.
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

    /** The current type. */
    public ConvertColumnSpec from(ColumnType type) {
        from = type;
        return this;
    }

    /** The new type. */
    public ConvertColumnSpec to(ColumnType type) {
        to = type;
        return this;
    }

    /** The SQL expression that computes the new value from the old column. */
    public ConvertColumnSpec using(String expression) {
        using = expression;
        return this;
    }

    /** The expression that computes the old value from the new one. Required for undo. */
    public ConvertColumnSpec reversedUsing(String expression) {
        reversedUsing = expression;
        return this;
    }

    @Override
    public Operation build() {
        String call = "convertColumn(\"" + column + "\")";
        return new ConvertColumn(
                table,
                column,
                OperationBuilder.require(from, call, ".from(type)"),
                OperationBuilder.require(to, call, ".to(type)"),
                OperationBuilder.require(using, call, ".using(expression)"),
                reversedUsing);
    }
}
