package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks foreign keys for missing indexes and differing column types. */
final class ForeignKeyChecks {

    private ForeignKeyChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (step instanceof CreateTable create) {
            Table table = create.table();
            return table.constraints(ForeignKey.class)
                    .flatMap(key -> hazards(step, table, key, context).stream())
                    .toList();
        }
        if (step instanceof AddConstraint add && add.constraint() instanceof ForeignKey key) {
            return context.table(add.table())
                    .map(table -> hazards(step, table, key, context))
                    .orElse(List.of());
        }
        return List.of();
    }

    private static List<Hazard> hazards(Operation step, Table table, ForeignKey key, LintContext context) {
        List<Hazard> hazards = new ArrayList<>();
        if (!isIndexed(table, key, context)) {
            Index index = Index.of("ix_" + table.name().name() + "_" + String.join("_", key.columns()), key.columns());
            hazards.add(new Hazard(
                    Rule.FOREIGN_KEY_WITHOUT_INDEX,
                    step,
                    "Each delete in " + key.referencedTable() + " reads all rows of " + table.name() + ": "
                            + key.columns() + " has no index.",
                    RemedyCode.lines("add an index", RemedyCode.autocommit(IndexChecks.add(table.name(), index)))));
        }
        if (context.thorough()) {
            context.table(key.referencedTable())
                    .ifPresent(other -> hazards.addAll(otherTypes(step, table, key, other)));
        }
        return hazards;
    }

    private static List<Hazard> otherTypes(Operation step, Table table, ForeignKey key, Table other) {
        List<Hazard> hazards = new ArrayList<>();
        for (int i = 0;
                i < Math.min(key.columns().size(), key.referencedColumns().size());
                i++) {
            String from = type(table, key.columns().get(i));
            String to = type(other, key.referencedColumns().get(i));
            if (!from.equals(to) && !from.isEmpty() && !to.isEmpty()) {
                hazards.add(new Hazard(
                        Rule.FOREIGN_KEY_TYPES_DIFFER,
                        step,
                        table.name() + "." + key.columns().get(i) + " is " + from + ", but " + other.name() + "."
                                + key.referencedColumns().get(i) + " is " + to + ".",
                        "give both columns the same type"));
            }
        }
        return hazards;
    }

    private static String type(Table table, String column) {
        return table.column(column).map(Column::type).map(t -> t.display()).orElse("");
    }

    private static boolean isIndexed(Table table, ForeignKey key, LintContext context) {
        Stream<List<String>> byConstraint =
                table.constraints().values().stream().map(ForeignKeyChecks::keyColumns);
        Stream<Index> later = context.later().stream()
                .filter(CreateIndex.class::isInstance)
                .map(CreateIndex.class::cast)
                .filter(create -> create.table().equals(table.name()))
                .map(CreateIndex::index);
        Stream<List<String>> byIndex = Stream.concat(table.indexes().values().stream(), later)
                .filter(index -> index.where() == null)
                .map(index -> index.keys().stream()
                        .map(p -> p.column() == null ? "" : p.column())
                        .toList());
        return Stream.concat(byConstraint, byIndex).anyMatch(columns -> startsWith(columns, key.columns()));
    }

    private static boolean startsWith(List<String> index, List<String> columns) {
        return index.size() >= columns.size()
                && index.subList(0, columns.size()).containsAll(columns);
    }

    private static List<String> keyColumns(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return key.columns();
        }
        return constraint instanceof Constraint.Unique unique ? unique.columns() : List.of();
    }
}
