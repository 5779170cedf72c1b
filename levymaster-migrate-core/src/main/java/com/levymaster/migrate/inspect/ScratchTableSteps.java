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

/** What of one table is worded otherwise than the database words it, as steps that make it in the scratch schema. */
final class ScratchTableSteps {

    private static final String KEY = "levymaster_key";

    private final Table desired;
    private final Table actual;
    private final ObjectName scratch;
    private final UnaryOperator<ColumnType> types;
    private final List<NormalizationStep> parts = new ArrayList<>();

    /**
     * Looks for differences in wording.
     *
     * @param scratch the name of the table in the scratch schema
     * @param types the types there
     */
    ScratchTableSteps(Table desired, Table actual, ObjectName scratch, UnaryOperator<ColumnType> types) {
        this.desired = desired;
        this.actual = actual;
        this.scratch = scratch;
        this.types = types;
    }

    /** The table and then its parts; none if there is nothing to ask. */
    List<NormalizationStep> steps() {
        desired.columns().forEach(this::generated);
        desired.columns().forEach(this::defaultValue);
        desired.constraints().values().forEach(this::constraint);
        desired.indexes().values().forEach(this::index);
        if (parts.isEmpty()) {
            return List.of();
        }
        List<Column> plain = desired.columns().stream()
                .filter(column -> !asksGenerated(column))
                .map(column ->
                        Column.of(column.name(), types.apply(column.type())).withCollation(column.collation()))
                .toList();
        List<NormalizationStep> steps = new ArrayList<>();
        steps.add(NormalizationStep.ground(desired.name(), desired.name().toString(), new CreateTable(kept(plain))));
        steps.addAll(parts);
        return steps;
    }

    /** A partitioned table has no files, so nothing is rewritten or built; but it has no exclusions on all servers. */
    private Table kept(List<Column> plain) {
        if (desired.constraints(Constraint.Exclusion.class).findAny().isPresent()) {
            return Table.of(scratch, plain);
        }
        return Table.of(scratch, plain)
                .withColumn(Column.of(KEY, ColumnType.parse("integer")))
                .withOptions(new Table.Options(false, null, "list (" + KEY + ")", List.of(), Map.of()));
    }

    private boolean asksGenerated(Column column) {
        GenerationExpression generated = column.generated();
        return generated != null
                && actual.column(column.name())
                        .map(now -> !generated.equals(now.generated()))
                        .orElse(false);
    }

    private void generated(Column column) {
        if (asksGenerated(column) && column.generated() != null) {
            Column bare = Column.of(column.name(), types.apply(column.type()))
                    .withCollation(column.collation())
                    .withGenerated(column.generated());
            parts.add(new NormalizationStep(
                    desired.name(),
                    "generated column " + column.name(),
                    column.generated().expression(),
                    new AddColumn(scratch, bare),
                    column(column.name(), (wanted, found) -> wanted.withGenerated(found.generated()))));
        }
    }

    private void defaultValue(Column column) {
        DefaultValue value = column.defaultValue();
        Optional<Column> now = actual.column(column.name());
        if (value != null && now.isPresent() && !value.equals(now.get().defaultValue())) {
            parts.add(new NormalizationStep(
                    desired.name(),
                    "default of column " + column.name(),
                    value instanceof DefaultValue.Expression expression ? expression.sql() : value.toString(),
                    new ChangeDefault(scratch, column.name(), null, value),
                    column(column.name(), (wanted, found) -> wanted.withDefault(found.defaultValue()))));
        }
    }

    private NormalizationStep.ResultReader column(String name, BiFunction<Column, Column, Column> change) {
        return words((table, found) -> found.column(name)
                .map(words -> table.withColumn(name, wanted -> change.apply(wanted, words)))
                .orElse(table));
    }

    private void constraint(Constraint constraint) {
        if (constraint.equals(actual.constraints().get(constraint.name()))) {
            return;
        }
        if (constraint instanceof Constraint.Check check && !isWorded(check)) {
            Constraint bare = Constraint.Check.of(check.name(), check.expression());
            parts.add(step("check " + check.name(), check.expression(), check, bare));
        } else if (constraint instanceof Constraint.Exclusion exclude) {
            parts.add(step(
                    "exclusion " + exclude.name(), exclude.elements().toString(), exclude, exclude.withComment(null)));
        }
    }

    /** The database may call it otherwise. */
    private boolean isWorded(Constraint.Check check) {
        return actual.constraints(Constraint.Check.class)
                .anyMatch(now -> now.expression().equals(check.expression()));
    }

    private NormalizationStep step(String part, String text, Constraint constraint, Constraint bare) {
        return new NormalizationStep(
                desired.name(),
                part,
                text,
                new AddConstraint(scratch, bare, null),
                words((table, found) -> table.withConstraint(
                        worded(constraint, found.constraints().get(constraint.name())))));
    }

    private static Constraint worded(Constraint wanted, @org.jspecify.annotations.Nullable Constraint found) {
        if (wanted instanceof Constraint.Check check && found instanceof Constraint.Check words) {
            return new Constraint.Check(
                    check.name(), words.expression(), check.validated(), check.noInherit(), check.comment());
        }
        return found == null ? wanted : found.withComment(wanted.comment());
    }

    private void index(Index index) {
        boolean expressions = index.where() != null
                || index.keys().stream()
                        .anyMatch(part ->
                                part.expression() != null || part.operatorClass() != null || part.collation() != null);
        boolean worded = actual.indexes().values().stream()
                .anyMatch(
                        now -> now.keys().equals(index.keys()) && java.util.Objects.equals(now.where(), index.where()));
        if (expressions && !worded) {
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
                    words((table, found) ->
                            table.withIndex(worded(index, found.indexes().getOrDefault(index.name(), bare))))));
        }
    }

    private static Index worded(Index wanted, Index found) {
        return wanted.withKeys(found.keys()).withWhere(found.where());
    }

    private NormalizationStep.ResultReader words(BiFunction<Table, Table, Table> change) {
        return (DatabaseSchema wanted, DatabaseSchema found) -> {
            Table table = wanted.tables().get(desired.name());
            Table words = found.tables().get(ObjectName.of(scratch.name()));
            return table == null || words == null ? wanted : wanted.with(change.apply(table, words));
        };
    }
}
