package com.levymaster.migrate.adopt;

import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The creation of objects, with a place for the rows of tables: foreign keys of these tables are added after it, since rows may
 * refer to each other in any order, and so are materialized views, triggers and policies.
 *
 * @param before the operations before the rows
 * @param after those after them
 */
record LateForeignKeys(List<Operation> before, List<Operation> after) {

    /**
     * @param filled the tables that have rows, with their schema
     * @param schema of unqualified names
     */
    static LateForeignKeys of(List<Operation> objects, Set<ObjectName> filled, String schema) {
        List<Operation> before = new ArrayList<>();
        List<Operation> keys = new ArrayList<>();
        int tables = afterTables(objects);
        for (Operation operation : objects.subList(0, tables)) {
            before.add(
                    operation instanceof CreateTable create && mayHaveRows(create.table(), filled, schema)
                            ? new CreateTable(withoutKeys(create.table(), keys))
                            : operation);
        }
        keys.addAll(objects.subList(tables, objects.size()));
        return new LateForeignKeys(before, keys);
    }

    List<Operation> all() {
        List<Operation> all = new ArrayList<>(before);
        all.addAll(after);
        return all;
    }

    private static int afterTables(List<Operation> operations) {
        int after = 0;
        for (int i = 0; i < operations.size(); i++) {
            after = operations.get(i) instanceof CreateTable ? i + 1 : after;
        }
        return after;
    }

    /** The rows of a partitioned table are in its partitions. */
    private static boolean mayHaveRows(Table table, Set<ObjectName> filled, String schema) {
        String own = table.name().schema();
        return table.options().partitionBy() != null
                || filled.contains(ObjectName.of(own == null ? schema : own, table.name().name()));
    }

    private static Table withoutKeys(Table table, List<Operation> keys) {
        List<Constraint> others = new ArrayList<>();
        for (Constraint constraint : table.constraints().values()) {
            if (constraint instanceof ForeignKey) {
                keys.add(new AddConstraint(table.name(), constraint, null));
            } else {
                others.add(constraint);
            }
        }
        return table.withConstraints(others);
    }
}
