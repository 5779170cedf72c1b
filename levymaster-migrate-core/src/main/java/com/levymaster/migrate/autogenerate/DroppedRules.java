package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the rules for rows (unique, exclude, check) that a draft drops without a replacement. */
final class DroppedRules {

    private final DatabaseSchema before;
    private final List<Operation> operations;
    private final List<String> losses = new ArrayList<>();

    private DroppedRules(DatabaseSchema before, List<Operation> operations) {
        this.before = before;
        this.operations = operations;
    }

    /** Adds a remark to each step that drops a rule, and a description of it to the losses. */
    static List<ReviewedOperation> review(DatabaseSchema before, List<ReviewedOperation> steps, List<String> losses) {
        DroppedRules rules = new DroppedRules(
                before, steps.stream().map(ReviewedOperation::operation).toList());
        List<ReviewedOperation> reviewed = steps.stream().map(rules::review).toList();
        losses.addAll(rules.losses);
        return reviewed;
    }

    private ReviewedOperation review(ReviewedOperation step) {
        String rule = rule(step.operation());
        if (rule == null) {
            return step;
        }
        String loss = "the database no longer checks " + rule;
        losses.add(step.operation().describe() + ": " + loss);
        return step.withRemark(loss);
    }

    private @Nullable String rule(Operation operation) {
        if (operation instanceof DropIndex drop
                && drop.was() != null
                && drop.was().unique()) {
            boolean replaced = isReplaced(drop.table(), drop.name(), columns(drop.was()))
                    || areDropped(drop.table(), columns(drop.was()));
            return replaced ? null : "that rows are unique in " + columns(drop.was());
        }
        if (!(operation instanceof DropConstraint drop) || drop.was() == null) {
            return null;
        }
        if (drop.was() instanceof Constraint.Unique unique) {
            boolean replaced = isReplaced(drop.table(), drop.name(), new TreeSet<>(unique.columns()))
                    || areDropped(drop.table(), unique.columns());
            return replaced ? null : "that rows are unique in " + unique.columns();
        }
        if (drop.was() instanceof Constraint.Check check) {
            boolean replaced = isReplaced(drop.table(), drop.name(), Set.of())
                    || isRetyped(drop.table(), check)
                    || areDropped(drop.table(), columns(drop.table(), check));
            return replaced ? null : check.expression();
        }
        return drop.was() instanceof Constraint.Exclusion ? "the exclusion constraint " + drop.name() : null;
    }

    /** Whether a rule of the same name, or for the same columns, is added. */
    private boolean isReplaced(ObjectName table, String name, Set<String> columns) {
        return operations.stream().anyMatch(operation -> {
            if (operation instanceof CreateIndex create) {
                return create.table().equals(table)
                        && create.index().unique()
                        && (create.index().name().equals(name)
                                || columns(create.index()).equals(columns));
            }
            return operation instanceof AddConstraint add
                    && add.table().equals(table)
                    && !(add.constraint() instanceof ForeignKey)
                    && (add.constraint().name().equals(name)
                            || keyColumns(add.constraint()).equals(columns));
        });
    }

    /** Whether the check lists the values of a column whose type changes, which then restricts them. */
    private boolean isRetyped(ObjectName table, Constraint.Check check) {
        Table alone = Table.of(table, List.of()).withConstraints(List.of(check));
        return operations.stream()
                .anyMatch(operation -> operation instanceof ChangeType change
                        && change.table().equals(table)
                        && AllowedValues.isRestricted(alone, change.column()));
    }

    /** Whether the columns go with the rule: their own drop tells of the loss. */
    private boolean areDropped(ObjectName table, Collection<String> columns) {
        return !columns.isEmpty()
                && columns.stream()
                        .allMatch(column -> operations.stream()
                                .anyMatch(operation -> operation instanceof DropColumn drop
                                        && drop.table().equals(table)
                                        && drop.name().equals(column)));
    }

    private List<String> columns(ObjectName name, Constraint.Check check) {
        Table table = before.tables().get(name);
        return table == null
                ? List.of()
                : table.columns().stream()
                        .map(Column::name)
                        .filter(column -> ColumnUses.in(check.expression(), column))
                        .toList();
    }

    private static Set<String> columns(Index index) {
        Set<String> columns = new TreeSet<>();
        index.keys().forEach(key -> columns.add(key.column() == null ? "(" + key.expression() + ")" : key.column()));
        return columns;
    }

    private static Set<String> keyColumns(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return new TreeSet<>(key.columns());
        }
        return constraint instanceof Constraint.Unique unique ? new TreeSet<>(unique.columns()) : Set.of("");
    }
}
