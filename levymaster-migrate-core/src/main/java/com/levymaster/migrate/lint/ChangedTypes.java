package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names what a change of the type of a column resets or rewrites, and its undo does not restore. */
final class ChangedTypes {

    private static final Set<String> TEXTS = Set.of("text", "character varying");

    private ChangedTypes() {}

    static List<String> of(Operation step, LintContext context) {
        if (step instanceof ChangeType change && context.isInUse(change.table())) {
            return context.before().get().catalog().table(change.table()).stream()
                    .flatMap(table -> Stream.of(
                                    lostOptions(change, table),
                                    lostTargets(change, table),
                                    lostTargetsOfStatistics(change, table, context),
                                    leftCasts(change, table),
                                    lostNames(table))
                            .flatMap(lost -> lost))
                    .toList();
        }
        if (step instanceof ConvertColumn convert) {
            return context.before().get().catalog().table(convert.table()).stream()
                    .flatMap(table -> Stream.concat(
                            leftCasts(table, convert.column(), convert.from(), convert.to()), lostNames(table)))
                    .toList();
        }
        return List.of();
    }

    private static Stream<String> lostOptions(ChangeType change, Table table) {
        return table.column(change.column()).stream()
                .flatMap(column ->
                        Stream.of(option("storage", column.storage()), option("compression", column.compression())))
                .flatMap(Optional::stream)
                .map(option -> "Column " + change.table() + "." + change.column() + " loses its " + option
                        + ", and an undo does not restore it.");
    }

    private static Optional<String> option(String name, @Nullable String value) {
        return Optional.ofNullable(value).map(given -> name + " " + given);
    }

    /** PostgreSQL creates indexes and extended statistics of the column again, and forgets their targets. */
    private static Stream<String> lostTargets(ChangeType change, Table table) {
        List<String> indexes = table.indexes().values().stream()
                .filter(index -> index.keys().stream().anyMatch(key -> key.expression() != null))
                .filter(index -> ColumnUses.in(index, change.column()))
                .map(Index::name)
                .toList();
        return indexes.isEmpty()
                ? Stream.of()
                : Stream.of("Index " + String.join(", ", indexes) + " of " + table.name()
                        + " loses the statistics targets of its expressions, if it has them, and an undo does not"
                        + " restore them.");
    }

    private static Stream<String> lostTargetsOfStatistics(ChangeType change, Table table, LintContext context) {
        String statistics = context.dependencies().get().of(table.name(), change.column()).stream()
                .filter(dependency -> dependency.kind() == Kind.STATISTICS)
                .map(Dependency::description)
                .distinct()
                .collect(Collectors.joining(", "));
        return statistics.isEmpty()
                ? Stream.of()
                : Stream.of(
                        "Extended statistics of " + table.name() + " lose their statistics target, if they have one,"
                                + " and an undo does not restore it: " + statistics + ".");
    }

    private static Stream<String> lostNames(Table table) {
        return table.options().partitionBy() == null
                ? Stream.of()
                : Stream.of("Indexes of partitions of " + table.name()
                        + " are created again with new names, and an undo does not restore these.");
    }

    private static Stream<String> leftCasts(ChangeType change, Table table) {
        return change.from() == null
                ? Stream.of()
                : leftCasts(
                        table,
                        change.column(),
                        change.from().type(),
                        change.to().type());
    }

    /** PostgreSQL keeps the operators of an expression, with casts to their types. */
    private static Stream<String> leftCasts(Table table, String column, ColumnType from, ColumnType to) {
        List<String> uses = ColumnUses.inExpressionsOf(table, column);
        String former = baseType(from);
        String latter = baseType(to);
        return uses.isEmpty() || former.equals(latter) || TEXTS.containsAll(List.of(former, latter))
                ? Stream.of()
                : Stream.of("An undo may leave casts in the expressions of " + String.join(", ", uses) + ".");
    }

    private static String baseType(ColumnType type) {
        return type.display().replaceFirst("\\(.*", "");
    }
}
