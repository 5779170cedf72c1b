package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Moves a table into another schema. */
public final class MoveTableSpec implements OperationBuilder {

    private final ObjectName table;
    private boolean said;
    private @Nullable String schema;

    MoveTableSpec(ObjectName table) {
        this.table = table;
    }

    public void toSchema(String name) {
        said = true;
        schema = name;
    }

    public void toDefaultSchema() {
        said = true;
        schema = null;
    }

    @Override
    public Operation build() {
        if (!said) {
            throw new MigrationException(
                    "Unfinished sentence: moveTable(\"" + table.name() + "\")",
                    "add .toSchema(name) or .toDefaultSchema()");
        }
        return new MoveTable(table, schema);
    }
}
