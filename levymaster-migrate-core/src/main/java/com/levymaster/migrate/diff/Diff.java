package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Table;
import java.util.Collections;
import java.util.List;

/**
 * What leads from one schema to another.
 *
 * <p>New objects come before what needs them, tables before the foreign keys that refer to them, and what is dropped goes
 * last, so that nothing is lost when an earlier step fails. A foreign key that stands on something that changes is
 * dropped first and added last, and so are those that close a circle of tables. All that concerns one table stands
 * together wherever that is possible.
 *
 * <p>Both schemas must already speak the same language: types, defaults and expressions as PostgreSQL itself prints them.
 */
public final class Diff {

    private final DiffBuilder journal;
    private final DatabaseSchema desired;
    private final ForeignKeyDiff foreignKeys;

    private Diff(DatabaseSchema actual, DatabaseSchema desired) {
        this.journal = new DiffBuilder(actual);
        this.desired = desired;
        this.foreignKeys = new ForeignKeyDiff(journal, desired);
    }

    /**
     * The operations after which {@code actual} is {@code desired}, except for the order of columns and for what no
     * operation can change: how a table is stored. Empty exactly when there is no difference.
     */
    public static List<Operation> between(DatabaseSchema actual, DatabaseSchema desired) {
        return new Diff(actual, desired).operations();
    }

    private List<Operation> operations() {
        ObjectDiff others = new ObjectDiff(journal, desired);
        others.beforeTables();
        foreignKeys.detach();
        others.createTypesAndSequences();
        createTables();
        alterTables();
        foreignKeys.attach();
        dropTables();
        others.afterTables();
        return journal.operations();
    }

    private void createTables() {
        List<Table> created = desired.tables().values().stream()
                .filter(table -> !journal.current().tables().containsKey(table.name()))
                .toList();
        for (Table table : TableOrder.referencedFirst(created)) {
            List<Constraint> ready = table.constraints().values().stream()
                    .filter(c -> !(c instanceof ForeignKey key)
                            || key.referencedTable().equals(table.name())
                            || foreignKeys.ready(key))
                    .toList();
            journal.add(new CreateTable(table.withConstraints(ready)));
        }
    }

    private void alterTables() {
        List<Table> kept = desired.tables().values().stream()
                .filter(table -> journal.current().tables().containsKey(table.name()))
                .toList();
        for (Table table : TableOrder.referencedFirst(kept)) {
            new TableDiff(journal, table, foreignKeys).run();
        }
    }

    private void dropTables() {
        List<Table> dropped = journal.current().tables().values().stream()
                .filter(table -> !desired.tables().containsKey(table.name()))
                .toList();
        List<Table> referringFirst = TableOrder.referencedFirst(dropped);
        Collections.reverse(referringFirst);
        referringFirst.forEach(table -> journal.add(new DropTable(table.name(), table, false)));
    }
}
