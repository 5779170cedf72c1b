package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Moves a table to another schema: {@code op.moveTable("event").toSchema("audit")}. A target is required. */
public final class MoveTableSpec implements OperationBuilder {

    private final ObjectName table;
    private boolean targetSet;
    private @Nullable String schema;

    MoveTableSpec(ObjectName table) {
        this.table = table;
    }

    /** Sets the target schema: {@code alter table event set schema audit}. */
    public void toSchema(String name) {
        targetSet = true;
        schema = name;
    }

    /** Sets the default schema of the run as the target. */
    public void toDefaultSchema() {
        targetSet = true;
        schema = null;
    }

    @Override
    public Operation build() {
        if (!targetSet) {
            throw OperationBuilder.incomplete(
                    "moveTable(\"" + table.name() + "\")", ".toSchema(name) or .toDefaultSchema()");
        }
        return new MoveTable(table, schema);
    }
}
