package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known when a step begins.
 *
 * @param before supplies the schema before the step
 * @param dependencies supplies what depends on the objects of that schema, as far as it is known
 * @param thorough whether to read the schema for rules of minor importance
 * @param created what the plan has created so far: empty, and not in use yet
 * @param earlier the steps of the same transaction before this one
 * @param later the steps of the same transaction after this one
 * @param inTransaction whether the step runs in a transaction
 * @param serverVersion the {@code server_version_num}
 */
record LintContext(
        Supplier<DatabaseSchema> before,
        Supplier<Dependencies> dependencies,
        boolean thorough,
        CreatedObjects created,
        List<Operation> earlier,
        List<Operation> later,
        boolean inTransaction,
        int serverVersion) {

    /** Whether other sessions may use the table, view or type. */
    boolean isInUse(ObjectName name) {
        return !created.contains(name, before);
    }

    /** Whether other sessions may use the column. */
    boolean isInUse(ObjectName table, String column) {
        return isInUse(table) && !created.containsColumn(table, column);
    }

    Optional<Table> table(ObjectName name) {
        return created.table(name).or(() -> before.get().catalog().table(name));
    }

    Optional<Column> column(ColumnOperation.ChangeType change) {
        return table(change.table()).flatMap(t -> t.column(change.column()));
    }
}
