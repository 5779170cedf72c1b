package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.autogenerate.PhasedSteps.Undo;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.ReplacedColumn;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.sql.Keywords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A column that another one replaces in two phases. Expand adds the new column, with a trigger that keeps both in step, fills it,
 * and gives it the indexes and constraints of the old one. Contract drops the old one.
 *
 * @param before the table, with the old column
 * @param after the same table with the old column under the name of the new one
 * @param old the old column
 * @param added the new column, under the name that it has until the old one is dropped
 * @param name the name that it has then
 * @param trigger keeps both in step
 * @param again keeps both in step while the old one is filled, when the contract is reverted
 * @param value of the new column, of rows that are there
 * @param oldValue of the old column, when the contract is reverted
 */
record ColumnSplit(
        Table before,
        Table after,
        Column old,
        Column added,
        String name,
        StepTrigger trigger,
        StepTrigger again,
        String value,
        String oldValue) {

    static ColumnSplit of(RenameColumn rename, DatabaseSchema schema) {
        return of(
                schema,
                rename.table(),
                rename.from(),
                rename.to(),
                rename.to(),
                StepTrigger.equal(rename.table(), rename.from(), rename.to()),
                StepTrigger.equalAgain(rename.table(), rename.from(), rename.to()),
                column -> column,
                Keywords.quoted(rename.from()),
                Keywords.quoted(rename.to()));
    }

    static ColumnSplit of(ChangeType change, DatabaseSchema schema) {
        String temporary = ReplacedColumn.temporary(change.column());
        String quoted = Keywords.quoted(change.column());
        String value = change.using() == null ? quoted : change.using();
        // The value of the old column is computed from the new one, which has its temporary name again.
        String back = change.reverseUsing() == null
                ? Keywords.quoted(temporary)
                : "(select " + change.reverseUsing() + " from (select " + Keywords.quoted(temporary) + " as " + quoted
                        + ") as step)";
        return of(
                schema,
                change.table(),
                change.column(),
                temporary,
                change.column(),
                StepTrigger.computed(change.table(), temporary, value),
                StepTrigger.computedAgain(change.table(), change.column(), temporary, value, back),
                column -> column.withType(change.to().type())
                        .withCollation(change.to().collation())
                        .withStorage(null)
                        .withCompression(null),
                value,
                back);
    }

    private static ColumnSplit of(
            DatabaseSchema schema,
            ObjectName table,
            String old,
            String added,
            String name,
            StepTrigger trigger,
            StepTrigger again,
            UnaryOperator<Column> changed,
            String value,
            String oldValue) {
        Table before = schema.catalog().table(table).orElseThrow();
        Table after = SchemaEffects.renameColumn(schema, table, old, added)
                .catalog()
                .table(table)
                .orElseThrow();
        Column column = before.column(old).orElseThrow();
        Column copy = changed.apply(column.withName(added))
                .withNullable(true)
                .withDefault(null)
                .withNotNullName(null);
        return new ColumnSplit(before, after, column, copy, name, trigger, again, value, oldValue);
    }

    /** Why the column cannot be replaced; empty if it can. */
    static Optional<String> obstacle(DatabaseSchema schema, ObjectName name, String column) {
        Table table = schema.catalog().table(name).orElse(null);
        Column old = table == null ? null : table.column(column).orElse(null);
        if (table == null || old == null) {
            return Optional.of("its table is not known");
        }
        if (!table.options().equals(table.options().withPartitionBy(null))
                || !table.options().parents().isEmpty()
                || schema.tables().values().stream()
                        .anyMatch(other -> other.options().parents().contains(name))) {
            return Optional.of("its table is partitioned, or inherits");
        }
        if (old.identity() != null || old.generated() != null) {
            return Optional.of("its values are generated");
        }
        if (schema.security().enabled().contains(schema.resolve(name))) {
            return Optional.of("its table has row security, whose policies may use it");
        }
        if (table.primaryKey().filter(key -> key.columns().contains(column)).isPresent()) {
            return Optional.of("it is part of the primary key");
        }
        return referred(schema, table, column);
    }

    private static Optional<String> referred(DatabaseSchema schema, Table table, String column) {
        DatabaseSchema renamed = SchemaEffects.renameColumn(schema, table.name(), column, column + "_");
        if (!schema.sequences().equals(renamed.sequences())) {
            return Optional.of("it owns a sequence");
        }
        boolean key = schema.tables().values().stream()
                .flatMap(other -> other.constraints(ForeignKey.class))
                .anyMatch(each -> each.referencedTable().equals(table.name())
                        && each.referencedColumns().contains(column));
        if (key) {
            return Optional.of("foreign keys refer to it");
        }
        boolean computes = table.columns().stream()
                .anyMatch(other -> other.generated() != null
                        && !other.equals(renamed.catalog()
                                .table(table.name())
                                .flatMap(t -> t.column(other.name()))
                                .orElse(null)));
        if (computes) {
            return Optional.of("a generated column is computed from it");
        }
        if (table.constraints(Constraint.Exclusion.class).findAny().isPresent()) {
            return Optional.of("its table has an exclusion constraint");
        }
        boolean viewed = schema.views().values().stream()
                .anyMatch(view -> view.uses() == null
                        || view.uses().stream()
                                .anyMatch(use -> use.relation().equals(table.name()) && use.includes(column)));
        return viewed ? Optional.of("a view may use it") : Optional.empty();
    }

    private ObjectName table() {
        return before.name();
    }

    private boolean isRenamedLater() {
        return !name.equals(added.name());
    }

    List<Operation> expand() {
        List<Operation> steps = new ArrayList<>();
        steps.add(new AddColumn(table(), added));
        steps.addAll(trigger.created());
        steps.add(StepTrigger.fill(table(), added.name(), value, missing(added.name(), old.name())));
        if (!old.nullable()) {
            steps.add(new ChangeNullability(table(), added.name(), false, null));
        }
        indexes().forEach(index -> steps.add(new CreateIndex(table(), temporary(after(index)), false, false)));
        constraints()
                .forEach(constraint -> steps.add(new AddConstraint(
                        table(), after(constraint).withName(ReplacedColumn.temporary(constraint.name())), null)));
        return steps;
    }

    private static String missing(String column, String other) {
        return Keywords.quoted(column) + " is null and " + Keywords.quoted(other) + " is not null";
    }

    List<Operation> contract() {
        List<Operation> steps = new ArrayList<>(trigger.dropped());
        steps.add(new DropColumn(table(), old.name(), old, false));
        steps.addAll(named());
        return steps;
    }

    /** The new column and its parts take the names of the old ones, and the default. */
    private List<Operation> named() {
        List<Operation> steps = new ArrayList<>();
        if (isRenamedLater()) {
            steps.add(new RenameColumn(table(), added.name(), name));
        }
        indexes()
                .forEach(index ->
                        steps.add(new RenameIndex(table(), ReplacedColumn.temporary(index.name()), index.name())));
        constraints()
                .forEach(constraint -> steps.add(
                        new RenameConstraint(table(), ReplacedColumn.temporary(constraint.name()), constraint.name())));
        if (old.defaultValue() != null) {
            steps.add(new ChangeDefault(table(), name, Previous.of(null), old.defaultValue()));
        }
        return steps;
    }

    Undo undo() {
        List<Operation> expand = new ArrayList<>(trigger.dropped());
        expand.add(new DropColumn(table(), added.name(), added, false));
        return new Undo(expand, undoContract());
    }

    private List<Operation> undoContract() {
        List<Operation> steps =
                new ArrayList<>(named().stream().map(Operation::inverse).toList());
        Collections.reverse(steps);
        steps.add(
                new AddColumn(table(), old.withNullable(true).withDefault(null).withNotNullName(null)));
        steps.addAll(again.created());
        steps.add(StepTrigger.fill(table(), old.name(), oldValue, missing(old.name(), added.name())));
        steps.add(trigger.replaced(again));
        if (old.defaultValue() != null) {
            steps.add(new ChangeDefault(table(), old.name(), Previous.of(null), old.defaultValue()));
        }
        if (!old.nullable()) {
            steps.add(new ChangeNullability(table(), old.name(), false, old.notNullName()));
        }
        indexes().forEach(index -> steps.add(new CreateIndex(table(), index, false, false)));
        constraints().forEach(constraint -> steps.add(new AddConstraint(table(), constraint, null)));
        return steps;
    }

    private List<Index> indexes() {
        return before.indexes().values().stream()
                .filter(index -> !index.equals(after.indexes().get(index.name())))
                .toList();
    }

    private List<Constraint> constraints() {
        return before.constraints().values().stream()
                .filter(constraint -> !constraint.equals(after.constraints().get(constraint.name())))
                .toList();
    }

    private Index after(Index index) {
        return Objects.requireNonNull(after.indexes().get(index.name()));
    }

    private Constraint after(Constraint constraint) {
        return Objects.requireNonNull(after.constraints().get(constraint.name()));
    }

    private static Index temporary(Index index) {
        return index.withName(ReplacedColumn.temporary(index.name()));
    }

    /** Whether an index or constraint of that name is of the old column. */
    boolean has(ObjectName of, @Nullable String part) {
        return of.equals(table())
                && (indexes().stream().anyMatch(index -> index.name().equals(part))
                        || constraints().stream().anyMatch(each -> each.name().equals(part)));
    }
}
