package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Drops a column: {@code t.dropColumn("legacy_code").was(varchar(20)).notNull()}. */
public final class DropColumnSpec implements OperationBuilder {

    private final ObjectName table;
    private final String name;
    private @Nullable ColumnSpec was;
    private boolean cascade;

    DropColumnSpec(ObjectName table, String name) {
        this.table = table;
        this.name = name;
    }

    /**
     * Drops dependent objects too, such as views and foreign keys: {@code drop column c cascade}. They are not
     * recreated by undo.
     */
    public DropColumnSpec cascade() {
        cascade = true;
        return this;
    }

    /** Describes the column as it is, so that undo can add it again; its values are lost. */
    public ColumnSpec was(ColumnType type) {
        ColumnSpec spec = new ColumnSpec(name, type);
        was = spec;
        return spec;
    }

    @Override
    public Operation build() {
        return new DropColumn(table, name, was == null ? null : was.column(), cascade);
    }
}
