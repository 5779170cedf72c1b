package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.diff.RenameResolution;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Keeps indexes and constraints of mapped tables that the mapping does not state, unless it could have stated them: those that no
 * mapping can express, and those that a mapping rarely expresses and that no revision made.
 */
final class UnstatedParts {

    private final RenameResolution renames;
    private final Supplier<Optional<DatabaseSchema>> made;
    private final List<String> kept = new ArrayList<>();

    /** @param made the schema that the typed operations of the applied revisions produce; empty if unknown */
    UnstatedParts(RenameResolution renames, Supplier<Optional<DatabaseSchema>> made) {
        this.renames = renames;
        this.made = made;
    }

    /** Returns the completed schema with the parts that are kept. */
    DatabaseSchema addedTo(DatabaseSchema completed) {
        Map<ObjectName, Table> tables = new TreeMap<>(completed.tables());
        tables.replaceAll((name, table) -> {
            Table actual = renames.renamed().tables().get(name);
            return actual == null || actual.equals(table) ? table : addedTo(table, actual);
        });
        return completed.withTables(tables);
    }

    /** Describes the kept parts. */
    List<String> kept() {
        return List.copyOf(kept);
    }

    private Table addedTo(Table completed, Table actual) {
        Table remaining = withoutDroppedColumns(actual, completed);
        Table result = completed;
        for (Index index : remaining.indexes().values()) {
            if (!completed.indexes().containsKey(index.name())
                    && completed.indexes().values().stream().noneMatch(other -> same(index, other))
                    && isKept(index, actual)) {
                result = result.withIndex(index);
                kept.add("index " + index.name() + " of " + actual.name());
            }
        }
        for (Constraint constraint : remaining.constraints().values()) {
            if (!completed.constraints().containsKey(constraint.name())
                    && completed.constraints().values().stream().noneMatch(other -> same(constraint, other))
                    && isKept(constraint, actual, completed)) {
                result = result.withConstraint(constraint);
                kept.add("constraint " + constraint.name() + " of " + actual.name());
            }
        }
        return result.equals(actual) ? actual : result;
    }

    /** The table without what the dropped columns take along. */
    private Table withoutDroppedColumns(Table actual, Table completed) {
        DatabaseSchema schema =
                DatabaseSchema.empty(renames.renamed().defaultName()).with(actual);
        for (Column column : actual.columns()) {
            if (completed.column(column.name()).isEmpty()) {
                schema = new DropColumn(actual.name(), column.name(), null, false).applyTo(schema);
            }
        }
        return schema.tables().getOrDefault(actual.name(), actual);
    }

    private static boolean same(Index one, Index other) {
        return one.withName("").withComment(null).equals(other.withName("").withComment(null));
    }

    private static boolean same(Constraint one, Constraint other) {
        return one.withName("").withComment(null).equals(other.withName("").withComment(null));
    }

    private boolean isKept(Index index, Table table) {
        return !index.method().equals("btree")
                || !isPlain(index) && !isMade(table, made -> made.indexes(), index.name());
    }

    /** Whether the index has only columns, in any direction. */
    private static boolean isPlain(Index index) {
        return index.where() == null
                && index.include().isEmpty()
                && !index.nullsNotDistinct()
                && index.keys().stream()
                        .allMatch(
                                key -> key.column() != null && key.operatorClass() == null && key.collation() == null);
    }

    private boolean isKept(Constraint constraint, Table actual, Table completed) {
        if (constraint instanceof Constraint.Exclusion) {
            return true;
        }
        return constraint instanceof Constraint.Check check
                && !isReplaced(check, actual, completed)
                && !isMade(actual, Table::constraints, check.name());
    }

    /** Whether the check lists the values of a column that has another type, or lists other values, from now on. */
    private static boolean isReplaced(Constraint.Check check, Table actual, Table completed) {
        Table alone = actual.withConstraints(List.of(check));
        return actual.columns().stream()
                .filter(column -> AllowedValues.isRestricted(alone, column.name()))
                .anyMatch(column -> AllowedValues.isRestricted(completed, column.name())
                        || completed
                                .column(column.name())
                                .map(other -> !Objects.equals(other.type(), column.type()))
                                .orElse(true));
    }

    private boolean isMade(Table table, java.util.function.Function<Table, Map<String, ?>> parts, String name) {
        Optional<DatabaseSchema> schema = made.get();
        Table former = schema.map(s -> s.tables().get(s.resolve(renames.formerTable(table.name()))))
                .orElse(null);
        return schema.isEmpty() || former != null && parts.apply(former).containsKey(name);
    }
}
