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
 * Tables that the plan has made and only ever added to, as they are at this point: known without working out what else
 * there is. After anything less simple the schema as a whole has to be asked.
 */
final class KnownTables {

    private static final String SCHEMA = "public";

    private final Map<ObjectName, Table> tables = new HashMap<>();

    /** By the name that it was made with. */
    Optional<Table> find(ObjectName name) {
        return Optional.ofNullable(tables.get(name));
    }

    void after(Operation step) {
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

    /** Another spelling of a name may mean a table that we know. */
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
