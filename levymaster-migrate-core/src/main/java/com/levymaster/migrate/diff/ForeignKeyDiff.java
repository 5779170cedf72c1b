package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides which foreign keys must go before anything else happens, and which can only come at the end. */
final class ForeignKeyDiff {

    private final DiffBuilder journal;
    private final DatabaseSchema desired;

    /** Of the tables that go, which are dropped last first: a foreign key to a later one closes a circle. */
    private final Map<ObjectName, Integer> places = new HashMap<>();

    ForeignKeyDiff(DiffBuilder journal, DatabaseSchema desired) {
        this.journal = journal;
        this.desired = desired;
        List<Table> going = journal.current().tables().values().stream()
                .filter(table -> !desired.tables().containsKey(table.name()))
                .toList();
        TableOrder.referencedFirst(going).forEach(table -> places.put(table.name(), places.size()));
    }

    private int place(Table going) {
        return places.getOrDefault(going.name(), 0);
    }

    /** Drops those that stand on a key or table that goes, or between columns that change to another kind of type. */
    void detach() {
        for (Table table : List.copyOf(journal.current().tables().values())) {
            Table wanted = desired.tables().get(table.name());
            for (ForeignKey key : table.constraints(ForeignKey.class).toList()) {
                if (mustGo(key, table, wanted)) {
                    journal.add(new DropConstraint(table.name(), key.name(), key, null, false));
                }
            }
        }
    }

    private boolean mustGo(ForeignKey key, Table table, @Nullable Table wanted) {
        Table target = journal.current().tables().get(key.referencedTable());
        Table wantedTarget = desired.tables().get(key.referencedTable());
        if (target == null || key.referencedTable().equals(table.name()) && wanted == null) {
            return false;
        }
        if (wantedTarget == null) {
            return wanted == null && place(target) > place(table);
        }
        if (wanted == null) {
            return changes(target, wantedTarget, key.referencedColumns());
        }
        return changes(target, wantedTarget, key.referencedColumns())
                || retyped(target, wantedTarget, key.referencedColumns())
                || retyped(table, wanted, key.columns());
    }

    /** Whether every key over these columns is dropped or replaced. */
    private static boolean changes(Table now, Table wanted, List<String> columns) {
        return !now.equals(wanted)
                && keys(now, columns).noneMatch(keys(wanted, columns).toList()::contains);
    }

    /** A foreign key between integer types holds although the types of its two ends differ for a while. */
    private static boolean retyped(Table now, Table wanted, List<String> columns) {
        return !now.equals(wanted)
                && columns.stream().anyMatch(name -> {
                    ColumnType before = now.column(name).map(Column::type).orElse(null);
                    ColumnType after = wanted.column(name).map(Column::type).orElse(null);
                    return before != null
                            && after != null
                            && !before.equals(after)
                            && !(before.isInteger() && after.isInteger());
                });
    }

    /** Whether the key that the foreign key stands on is there already, and stays. */
    boolean ready(ForeignKey key) {
        Table now = journal.current().tables().get(key.referencedTable());
        Table wanted = desired.tables().get(key.referencedTable());
        return now != null
                && wanted != null
                && !changes(now, wanted, key.referencedColumns())
                && !retyped(now, wanted, key.referencedColumns());
    }

    /** Adds all that are still missing. */
    void attach() {
        for (Table wanted : desired.tables().values()) {
            Table now = journal.table(wanted.name());
            wanted.constraints(ForeignKey.class)
                    .filter(key -> !now.constraints().containsKey(key.name()))
                    .forEach(key -> journal.add(new AddConstraint(wanted.name(), key, null)));
        }
    }

    /** Primary keys, unique constraints and plain unique indexes over exactly these columns, with their names. */
    private static Stream<Object> keys(Table table, List<String> columns) {
        Set<String> wanted = new HashSet<>(columns);
        return Stream.concat(
                table.constraints().values().stream()
                        .filter(c -> new HashSet<>(keyColumns(c)).equals(wanted))
                        .map(StructuralKey::of),
                table.indexes().values().stream()
                        .filter(i -> i.unique() && i.where() == null)
                        .filter(i -> columns(i).equals(wanted))
                        .map(StructuralKey::of));
    }

    private static List<String> keyColumns(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return key.columns();
        }
        return constraint instanceof Constraint.Unique unique ? unique.columns() : List.of();
    }

    private static Set<String> columns(Index index) {
        Set<String> columns = new HashSet<>();
        index.keys().forEach(part -> columns.add(String.valueOf(part.column())));
        return columns;
    }
}
