package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Collects operations and the schema that results from them. */
final class DiffBuilder {

    private final List<Operation> operations = new ArrayList<>();
    private final ValueMapping values;
    private DatabaseSchema current;

    DiffBuilder(DatabaseSchema actual, ValueMapping values) {
        this.current = actual;
        this.values = values;
    }

    /** What the mapping states about values. */
    ValueMapping values() {
        return values;
    }

    void add(Operation operation) {
        operations.add(operation);
        current = operation.applyTo(current);
    }

    /** The schema after all operations so far. */
    DatabaseSchema current() {
        return current;
    }

    /**
     * The table after all operations so far.
     *
     * @throws IllegalStateException if it does not exist
     */
    Table table(ObjectName name) {
        Table table = current.tables().get(name);
        if (table == null) {
            throw new IllegalStateException("No table " + name);
        }
        return table;
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }
}
