package com.levymaster.migrate.inspect;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Collects the parts of a table that differ from their normalized form in the database, as steps that create them in
 * the scratch schema.
 */
final class ScratchTableSteps {

    private static final String KEY = "levymaster_key";

    private final Table desired;
    private final Table actual;
    private final ObjectName scratch;
    private final UnaryOperator<ColumnType> types;
    private final List<NormalizationStep> parts = new ArrayList<>();

    /**
     * @param scratch the name of the table in the scratch schema
     * @param types maps types to those of the scratch schema
     */
    ScratchTableSteps(Table desired, Table actual, ObjectName scratch, UnaryOperator<ColumnType> types) {
        this.desired = desired;
        this.actual = actual;
        this.scratch = scratch;
        this.types = types;
    }

    /** The step for the table, then those for its parts; empty if there is nothing to normalize. */
    List<NormalizationStep> steps() {
        desired.columns().forEach(this::generated);
        desired.columns().forEach(this::defaultValue);
        desired.constraints().values().forEach(this::constraint);
        desired.indexes().values().forEach(this::index);
        if (parts.isEmpty()) {
            return List.of();
        }
        List<Column> plain = desired.columns().stream()
                .filter(column -> !mustNormalizeGenerated(column))
                .map(column ->
                        Column.of(column.name(), types.apply(column.type())).withCollation(column.collation()))
                .toList();
        List<NormalizationStep> steps = new ArrayList<>();
        steps.add(NormalizationStep.prerequisite(
                desired.name(), desired.name().toString(), new CreateTable(kept(plain))));
        steps.addAll(parts);
        return steps;
    }

    /**
     * The scratch table: partitioned, since it then has no storage and nothing is rewritten or built; but not all
     * servers support exclusion constraints on partitioned tables.
     */
    private Table kept(List<Column> plain) {
        if (desired.constraints(Constraint.Exclusion.class).findAny().isPresent()) {
            return Table.of(scratch, plain);
        }
        return Table.of(scratch, plain)
                .withColumn(Column.of(KEY, ColumnType.parse("integer")))
                .withOptions(new Table.Options(false, null, "list (" + KEY + ")", List.of(), Map.of()));
    }

    private boolean mustNormalizeGenerated(Column column) {
        GenerationExpression generated = column.generated();
        return generated != null
                && actual.column(column.name())
                        .map(existing -> !generated.equals(existing.generated()))
                        .orElse(false);
    }

    private void generated(Column column) {
        if (mustNormalizeGenerated(column) && column.generated() != null) {
            Column bare = Column.of(column.name(), types.apply(column.type()))
                    .withCollation(column.collation())
                    .withGenerated(column.generated());
            parts.add(new NormalizationStep(
                    desired.name(),
                    "generated column " + column.name(),
                    column.generated().expression(),
                    new AddColumn(scratch, bare),
                    columnReader(column.name(), (target, found) -> target.withGenerated(found.generated()))));
        }
    }

    private void defaultValue(Column column) {
        DefaultValue value = column.defaultValue();
        Optional<Column> existing = actual.column(column.name());
        if (value != null
                && existing.isPresent()
                && !value.equals(existing.get().defaultValue())) {
            parts.add(new NormalizationStep(
                    desired.name(),
                    "default of column " + column.name(),
                    value instanceof DefaultValue.Expression expression ? expression.sql() : value.toString(),
                    new ChangeDefault(scratch, column.name(), null, value),
                    columnReader(column.name(), (target, found) -> target.withDefault(found.defaultValue()))));
        }
    }

    private NormalizationStep.ResultReader columnReader(String name, BiFunction<Column, Column, Column> change) {
        return tableReader((table, found) -> found.column(name)
                .map(normalized -> table.withColumn(name, target -> change.apply(target, normalized)))
                .orElse(table));
    }

    private void constraint(Constraint constraint) {
        if (constraint.equals(actual.constraints().get(constraint.name()))) {
            return;
        }
        if (constraint instanceof Constraint.Check check && !isNormalized(check)) {
            Constraint bare = Constraint.Check.of(check.name(), check.expression());
            parts.add(step("check " + check.name(), check.expression(), check, bare));
        } else if (constraint instanceof Constraint.Exclusion exclude) {
            parts.add(step(
                    "exclusion " + exclude.name(), exclude.elements().toString(), exclude, exclude.withComment(null)));
        }
    }

    /** Whether the database already has this check, under any name. */
    private boolean isNormalized(Constraint.Check check) {
        return actual.constraints(Constraint.Check.class)
                .anyMatch(existing -> existing.expression().equals(check.expression()));
    }

    private NormalizationStep step(String part, String text, Constraint constraint, Constraint bare) {
        return new NormalizationStep(
                desired.name(),
                part,
                text,
                new AddConstraint(scratch, bare, null),
                tableReader((table, found) -> table.withConstraint(
                        normalized(constraint, found.constraints().get(constraint.name())))));
    }

    private static Constraint normalized(Constraint target, @org.jspecify.annotations.Nullable Constraint found) {
        if (target instanceof Constraint.Check check && found instanceof Constraint.Check normalized) {
            return check.withExpression(normalized.expression());
        }
        return found == null ? target : found.withComment(target.comment());
    }

    private void index(Index index) {
        boolean expressions = index.where() != null
                || index.keys().stream()
                        .anyMatch(part ->
                                part.expression() != null || part.operatorClass() != null || part.collation() != null);
        boolean normalized = actual.indexes().values().stream()
                .anyMatch(existing -> existing.keys().equals(index.keys())
                        && java.util.Objects.equals(existing.where(), index.where()));
        if (expressions && !normalized) {
            Index bare = new Index(
                    index.name(),
                    index.keys(),
                    false,
                    index.method(),
                    List.of(),
                    index.where(),
                    false,
                    Map.of(),
                    null,
                    null,
                    true);
            parts.add(new NormalizationStep(
                    desired.name(),
                    "index " + index.name(),
                    index.keys() + (index.where() == null ? "" : " where " + index.where()),
                    new CreateIndex(scratch, bare, false),
                    tableReader((table, found) ->
                            table.withIndex(normalized(index, found.indexes().getOrDefault(index.name(), bare))))));
        }
    }

    private static Index normalized(Index target, Index found) {
        return target.withKeys(found.keys()).withWhere(found.where());
    }

    private NormalizationStep.ResultReader tableReader(BiFunction<Table, Table, Table> change) {
        return (DatabaseSchema target, DatabaseSchema found) -> {
            Table table = target.tables().get(desired.name());
            Table normalized = found.tables().get(ObjectName.of(scratch.name()));
            return table == null || normalized == null ? target : target.with(change.apply(table, normalized));
        };
    }
}
