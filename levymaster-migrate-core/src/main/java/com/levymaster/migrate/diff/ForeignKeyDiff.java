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

/** Decides which foreign keys must be dropped first, and which can only be added last. */
final class ForeignKeyDiff {

    private final DiffBuilder builder;
    private final DatabaseSchema desiredSchema;

    /**
     * The positions of the dropped tables, which are dropped in reverse order; a foreign key to a later one closes a
     * cycle.
     */
    private final Map<ObjectName, Integer> positions = new HashMap<>();

    ForeignKeyDiff(DiffBuilder builder, DatabaseSchema desiredSchema) {
        this.builder = builder;
        this.desiredSchema = desiredSchema;
        List<Table> dropped = builder.current().tables().values().stream()
                .filter(table -> !desiredSchema.tables().containsKey(table.name()))
                .toList();
        TableOrder.referencedFirst(dropped).forEach(table -> positions.put(table.name(), positions.size()));
    }

    private int position(Table dropped) {
        return positions.getOrDefault(dropped.name(), 0);
    }

    /**
     * Drops the foreign keys that depend on a dropped key or table, or on columns that change to a different kind of
     * type.
     */
    void detach() {
        for (Table table : List.copyOf(builder.current().tables().values())) {
            Table desired = desiredSchema.tables().get(table.name());
            for (ForeignKey key : table.constraints(ForeignKey.class).toList()) {
                if (mustDrop(key, table, desired)) {
                    builder.add(new DropConstraint(table.name(), key.name(), key, null, false));
                }
            }
        }
    }

    private boolean mustDrop(ForeignKey key, Table table, @Nullable Table desired) {
        Table target = builder.current().tables().get(key.referencedTable());
        Table desiredTarget = desiredSchema.tables().get(key.referencedTable());
        if (target == null || key.referencedTable().equals(table.name()) && desired == null) {
            return false;
        }
        if (desiredTarget == null) {
            return desired == null && position(target) > position(table);
        }
        if (desired == null) {
            return changes(target, desiredTarget, key.referencedColumns());
        }
        return changes(target, desiredTarget, key.referencedColumns())
                || retyped(target, desiredTarget, key.referencedColumns())
                || retyped(table, desired, key.columns());
    }

    /** Whether every key over these columns is dropped or replaced. */
    private static boolean changes(Table actual, Table desired, List<String> columns) {
        return !actual.equals(desired)
                && keys(actual, columns).noneMatch(keys(desired, columns).toList()::contains);
    }

    private static boolean retyped(Table actual, Table desired, List<String> columns) {
        return !actual.equals(desired)
                && columns.stream().anyMatch(name -> {
                    ColumnType before = actual.column(name).map(Column::type).orElse(null);
                    ColumnType after = desired.column(name).map(Column::type).orElse(null);
                    return before != null
                            && after != null
                            && !before.equals(after)
                            && !(before.isInteger() && after.isInteger());
                });
    }

    /** Whether the referenced key already exists and is kept. */
    boolean ready(ForeignKey key) {
        Table actual = builder.current().tables().get(key.referencedTable());
        Table desired = desiredSchema.tables().get(key.referencedTable());
        return actual != null
                && desired != null
                && !changes(actual, desired, key.referencedColumns())
                && !retyped(actual, desired, key.referencedColumns());
    }

    /** Adds all missing foreign keys. */
    void attach() {
        for (Table desired : desiredSchema.tables().values()) {
            Table actual = builder.table(desired.name());
            desired.constraints(ForeignKey.class)
                    .filter(key -> !actual.constraints().containsKey(key.name()))
                    .forEach(key -> builder.add(new AddConstraint(desired.name(), key, null)));
        }
    }

    /** The primary keys, unique constraints and plain unique indexes over exactly these columns. */
    private static Stream<Object> keys(Table table, List<String> columns) {
        Set<String> desired = new HashSet<>(columns);
        return Stream.concat(
                table.constraints().values().stream()
                        .filter(c -> new HashSet<>(keyColumns(c)).equals(desired))
                        .map(StructuralKey::of),
                table.indexes().values().stream()
                        .filter(i -> i.unique() && i.where() == null)
                        .filter(i -> columns(i).equals(desired))
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
