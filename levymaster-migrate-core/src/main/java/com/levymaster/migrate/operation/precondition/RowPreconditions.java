package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Preconditions of operations on rows. */
interface RowPreconditions extends TableQueries {

    /** Into a view, rows can be inserted if it is simple enough, or has a trigger. */
    default List<Refusal> inserted(InsertRows operation) {
        return all(
                ExpectedKinds.of(operation.table(), Set.of("table", "view"), schema()),
                unknown(operation.table(), operation.columns()),
                list(
                        "generated columns of " + operation.table() + " take no values",
                        columns(operation.table(), valued(operation), c -> c.generated() != null),
                        "leave them out"),
                operation.overriding()
                        ? List.of()
                        : list(
                                "identity columns of " + operation.table() + " are always generated",
                                columns(operation.table(), valued(operation), RowPreconditions::isAlways),
                                "leave them out, or call overridingSystemValue()"));
    }

    /** Only the columns of the key are used. */
    default List<Refusal> deleted(DeleteRows operation) {
        return all(
                ExpectedKinds.of(operation.table(), Set.of("table", "view"), schema()),
                unknown(operation.table(), operation.keys()));
    }

    /** The columns that a row has a value of, other than {@code default}. */
    private static List<String> valued(InsertRows operation) {
        List<String> columns = operation.columns();
        return IntStream.range(0, columns.size())
                .filter(i ->
                        operation.rows().isEmpty() || operation.rows().stream().anyMatch(row -> !isDefault(row.get(i))))
                .mapToObj(columns::get)
                .toList();
    }

    private static boolean isDefault(@Nullable Object value) {
        return value instanceof DefaultValue.Expression expression
                && expression.sql().strip().equalsIgnoreCase("default");
    }

    private List<Refusal> unknown(ObjectName table, List<String> columns) {
        return list(
                "table " + table + " has no such column",
                table(table).filter(t -> InheritanceEffects.areParentsKnown(schema(), t)).stream()
                        .flatMap(t -> columns.stream().filter(c -> t.column(c).isEmpty()))
                        .toList(),
                "check the name");
    }

    private List<String> columns(ObjectName table, List<String> named, Predicate<Column> which) {
        return table(table).stream()
                .flatMap(t -> t.columns().stream())
                .filter(column -> named.contains(column.name()))
                .filter(which)
                .map(Column::name)
                .toList();
    }

    private static boolean isAlways(Column column) {
        return column.identity() != null && column.identity().always();
    }

    /** Preconditions of a truncation, which empties the tables below, too. */
    default List<Refusal> truncated(List<ObjectName> tables) {
        Set<ObjectName> emptied = new LinkedHashSet<>();
        tables.forEach(table -> emptied.addAll(family(table)));
        return list(
                "foreign keys reference it",
                emptied.stream()
                        .flatMap(table -> foreignKeys(table).stream())
                        .filter(reference -> !emptied.contains(reference.table().name())
                                && !reference.key().notEnforced())
                        .map(TableQueries.Reference::toString)
                        .distinct()
                        .toList(),
                "name their tables in the same op.truncate(…), or use op.truncateCascade(…)");
    }

    /** A partition may have its key from its parent. */
    default List<Refusal> backfilled(Backfill operation) {
        Optional<Table> table = table(operation.table());
        if (table.isEmpty()) {
            return List.of();
        }
        List<String> missing = operation.change().assignments().stream()
                .map(Backfill.Assignment::column)
                .filter(column -> InheritanceEffects.areParentsKnown(schema(), table.get())
                        && table.get().column(column).isEmpty())
                .toList();
        return all(
                list("table " + operation.table() + " has no such column", missing, "check the name"),
                list(
                        "columns are generated or always an identity, and cannot be assigned",
                        operation.change().assignments().stream()
                                .map(Backfill.Assignment::column)
                                .filter(column -> table.get()
                                        .column(column)
                                        .filter(c -> c.generated() != null || isAlways(c))
                                        .isPresent())
                                .toList(),
                        "leave them out"),
                when(
                        table.get().primaryKey().isEmpty()
                                && table.get().options().partitionOf() == null
                                && !operation.change().needsNoKey(),
                        "table " + operation.table() + " has no primary key, by which to tell which rows are done",
                        "give it one, or change the rows in SQL and add .where(…) with a condition that no changed row"
                                + " matches"),
                when(
                        table.get()
                                .primaryKey()
                                .filter(key -> operation.change().movesWithin(key.columns()))
                                .isPresent(),
                        "it changes the primary key of table " + operation.table()
                                + ", by which to tell which rows are done",
                        "add .where(…) with a condition that no changed row matches"));
    }
}
