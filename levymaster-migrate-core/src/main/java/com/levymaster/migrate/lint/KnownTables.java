package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The current definitions of tables that the plan created and to which it has only added, known without computing the
 * whole schema. After any other operation the schema has to be computed.
 */
final class KnownTables {

    private static final String SCHEMA = "public";

    private final Map<ObjectName, Table> tables = new HashMap<>();

    /** The table that was created under this name. */
    Optional<Table> find(ObjectName name) {
        return Optional.ofNullable(tables.get(name));
    }

    void record(Operation step) {
        if (step instanceof CreateTable create && create.table().options().equals(Table.Options.NONE)) {
            tables.put(create.table().name(), create.table());
        } else if (step instanceof AddColumn add) {
            change(add.table(), add);
        } else if (step instanceof AddConstraint add) {
            change(add.table(), add);
        } else if (step instanceof CreateIndex create) {
            change(create.table(), create);
        } else if (!(step instanceof DataOperation)) {
            tables.clear();
        }
    }

    /**
     * Applies a step to a known table. A differently qualified name may refer to a known table, which is then
     * forgotten.
     */
    private void change(ObjectName name, Operation step) {
        Table table = tables.get(name);
        if (table == null) {
            tables.keySet().removeIf(other -> other.name().equals(name.name()));
            return;
        }
        DatabaseSchema alone = DatabaseSchema.empty(SCHEMA).with(table);
        tables.put(name, step.applyTo(alone).catalog().table(name).orElse(table));
    }
}
