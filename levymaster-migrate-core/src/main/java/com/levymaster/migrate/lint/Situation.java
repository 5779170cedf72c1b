package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known when a step begins.
 *
 * @param before the schema at this point
 * @param created tables that the same revision has created: empty, and seen by nobody yet
 * @param earlier the steps of the same transaction before this one
 * @param later the steps of the same transaction after this one
 * @param inTransaction whether there is one
 */
record Situation(
        Schema before, Set<ObjectName> created, List<Operation> earlier, List<Operation> later, boolean inTransaction) {

    /** Whether others may be at work on the table. */
    boolean isInUse(ObjectName table) {
        return !created.contains(before.resolve(table));
    }

    Optional<Table> table(ObjectName name) {
        return before.catalog().table(name);
    }

    Optional<Column> column(ColumnOperation.ChangeType change) {
        return table(change.table()).flatMap(t -> t.column(change.column()));
    }
}
