package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes the operations that change one schema into another.
 *
 * <p>Objects are created before the objects that need them, tables before the foreign keys that reference them, and
 * drops come last, so that nothing is lost if an earlier step fails. A foreign key that depends on something that
 * changes is dropped first and added last, and so are those that form a cycle of tables. Operations on one table are
 * kept together where possible.
 *
 * <p>Both schemas must be normalized: types, defaults and expressions as PostgreSQL itself prints them.
 */
public final class Diff {

    private final DiffBuilder builder;
    private final DatabaseSchema desired;
    private final ForeignKeyDiff foreignKeys;

    private Diff(DatabaseSchema actual, DatabaseSchema desired, ValueMapping values) {
        this.builder = new DiffBuilder(actual, values);
        this.desired = desired;
        this.foreignKeys = new ForeignKeyDiff(builder, desired);
    }

    /**
     * The operations that change {@code actual} into {@code desired}, except for the order of columns and the storage
     * of tables, which no operation can change. Empty exactly if there is no difference.
     */
    public static List<Operation> between(DatabaseSchema actual, DatabaseSchema desired) {
        return between(actual, desired, ValueMapping.NONE);
    }

    /** The same, with conversions that follow from what the mapping states about values. */
    public static List<Operation> between(DatabaseSchema actual, DatabaseSchema desired, ValueMapping values) {
        return new Diff(actual, desired, values).operations();
    }

    private List<Operation> operations() {
        ObjectDiff others = new ObjectDiff(builder, desired);
        others.beforeTables();
        foreignKeys.detach();
        others.createTypesAndSequences();
        createTables();
        alterTables();
        foreignKeys.attach();
        dropTables();
        others.afterTables();
        return builder.operations();
    }

    private void createTables() {
        List<Table> created = desired.tables().values().stream()
                .filter(table -> !builder.current().tables().containsKey(table.name()))
                .toList();
        freeNames(created);
        for (Table table : TableOrder.referencedFirst(created)) {
            List<Constraint> ready = table.constraints().values().stream()
                    .filter(c -> !(c instanceof ForeignKey key)
                            || key.referencedTable().equals(table.name())
                            || foreignKeys.ready(key))
                    .toList();
            builder.add(new CreateTable(table.withConstraints(ready)));
            if (table.columns().stream().anyMatch(Column::inherited)) {
                new TableDiff(builder, table, foreignKeys).run();
            }
        }
    }

    /** A table with the former name of a renamed one may need the former names of its keys and indexes, too. */
    private void freeNames(List<Table> created) {
        Set<ObjectName> needed = created.stream().flatMap(Diff::names).collect(Collectors.toSet());
        desired.tables().values().stream()
                .filter(table -> builder.current().tables().containsKey(table.name())
                        && names(builder.table(table.name())).anyMatch(needed::contains))
                .forEach(table -> new TableDiff(builder, table, foreignKeys).rename());
    }

    private static Stream<ObjectName> names(Table table) {
        return Stream.concat(table.constraints().keySet().stream(), table.indexes().keySet().stream())
                .map(table.name()::renamed);
    }

    private void alterTables() {
        List<Table> kept = desired.tables().values().stream()
                .filter(table -> builder.current().tables().containsKey(table.name()))
                .toList();
        for (Table table : TableOrder.referencedFirst(kept)) {
            new TableDiff(builder, table, foreignKeys).run();
        }
    }

    private void dropTables() {
        List<Table> dropped = builder.current().tables().values().stream()
                .filter(table -> !desired.tables().containsKey(table.name()))
                .toList();
        List<Table> referringFirst = TableOrder.referencedFirst(dropped);
        Collections.reverse(referringFirst);
        referringFirst.forEach(table -> builder.add(new DropTable(table.name(), table, false)));
    }
}
