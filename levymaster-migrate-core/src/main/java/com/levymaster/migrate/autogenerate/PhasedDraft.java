package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.autogenerate.PhasedSteps.Undo;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.CompositeOperation.DropComposite;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.TypeStorage;
import com.levymaster.migrate.sql.Keywords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits a draft into what may run beside the previous build, and what may only run after it: drops, renames, changes of type,
 * and not null. Until then, triggers keep old and new in step.
 */
final class PhasedDraft {

    private final List<ReviewedOperation> downgrade;
    private final PhasedSteps steps = new PhasedSteps();
    private final List<String> obstacles = new ArrayList<>();
    /** What reverts the parts of a split operation, by the description of its inverse. */
    private final Map<String, Undo> undos = new LinkedHashMap<>();

    private final Map<String, Operation> contracted = new LinkedHashMap<>();
    private final List<ColumnSplit> columns = new ArrayList<>();
    private final List<ReviewedOperation> sql = new ArrayList<>();
    private DatabaseSchema schema;

    private PhasedDraft(DatabaseSchema before, List<ReviewedOperation> downgrade) {
        this.schema = before;
        this.downgrade = downgrade;
    }

    /** @throws MigrationException with all operations that cannot be split */
    static PhasedSteps of(List<ReviewedOperation> upgrade, List<ReviewedOperation> downgrade, DatabaseSchema before) {
        PhasedDraft draft = new PhasedDraft(before, downgrade);
        upgrade.forEach(draft::split);
        draft.flush(true);
        draft.downgrade();
        if (!draft.obstacles.isEmpty()) {
            throw new MigrationException(
                    "The revision cannot be split into two phases:\n  - " + String.join("\n  - ", draft.obstacles)
                            + "\nNothing was written.",
                    "draft it without --phased, or make these changes in a revision of their own.");
        }
        return draft.steps;
    }

    private void split(ReviewedOperation step) {
        Operation operation = step.operation();
        if (operation instanceof ExecuteSql) {
            sql.add(step);
        } else if (operation instanceof RenameColumn rename) {
            renamed(rename);
        } else if (operation instanceof RenameTable rename) {
            renamed(rename);
        } else if (operation instanceof ChangeType change && !isWider(change)) {
            changed(step, change);
        } else if (operation instanceof ChangeNullability change && !change.nullable()) {
            notNull(step, change);
        } else if (operation instanceof DropColumn drop) {
            dropped(step, drop);
        } else if (operation instanceof RenameSequence || operation instanceof RenameEnumValue) {
            refuse(operation, "the previous build uses the old name, and the new build the new one");
            schema = operation.applyTo(schema);
        } else if (isForLater(operation)) {
            contract(step);
        } else {
            expand(step);
        }
    }

    private boolean isForLater(Operation operation) {
        if (operation instanceof RenameConstraint rename) {
            return columns.stream().anyMatch(split -> split.has(rename.table(), rename.from()));
        }
        if (operation instanceof RenameIndex rename) {
            return columns.stream().anyMatch(split -> split.has(rename.table(), rename.from()));
        }
        return operation instanceof DropTable
                || operation instanceof DropIndex
                || operation instanceof DropSequence
                || operation instanceof DropEnum
                || operation instanceof RemoveEnumValue
                || operation instanceof DropComposite
                || operation instanceof DropView
                || operation instanceof ConvertColumn;
    }

    private static boolean isWider(ChangeType change) {
        return change.from() != null
                && change.using() == null
                && Objects.equals(change.from().collation(), change.to().collation())
                && TypeStorage.isWidening(change.from().type(), change.to().type());
    }

    private void expand(ReviewedOperation step) {
        flush(true);
        Operation operation = step.operation();
        boolean taken = operation instanceof AddColumn add
                        && schema.catalog()
                                .table(add.table())
                                .flatMap(table -> table.column(add.column().name()))
                                .isPresent()
                || operation instanceof CreateTable create
                        && schema.tables().containsKey(create.table().name())
                || operation instanceof CreateView view
                        && schema.views().containsKey(view.view().name());
        if (taken) {
            refuse(operation, "what has the name now stays until the contract phase");
            return;
        }
        steps.expand(step);
        schema = operation.applyTo(schema);
    }

    private void expand(List<Operation> operations) {
        flush(true);
        steps.expand(operations);
        for (Operation operation : operations) {
            schema = operation.applyTo(schema);
        }
    }

    private void contract(ReviewedOperation step) {
        refuseMoves(step.operation());
        addContract(step);
    }

    private void addContract(ReviewedOperation step) {
        contracted.put(inverse(step.operation()), step.operation().inverse());
        steps.contract(step);
    }

    private void refuseMoves(Operation operation) {
        if (!sql.isEmpty()) {
            refuse(operation, "its rows are moved by SQL, and no trigger would keep both places in step");
            sql.clear();
        }
    }

    /** SQL prepares what follows it. */
    private void flush(boolean expanding) {
        List<ReviewedOperation> waiting = List.copyOf(sql);
        sql.clear();
        waiting.forEach(expanding ? steps::expand : steps::contract);
    }

    private void refuse(Operation operation, String reason) {
        obstacles.add(operation.describe() + ": " + reason);
    }

    private static String inverse(Operation operation) {
        return operation.inverse().describe();
    }

    private void renamed(RenameColumn rename) {
        Optional<String> obstacle = ColumnSplit.obstacle(schema, rename.table(), rename.from());
        if (obstacle.isPresent()) {
            refuse(rename, obstacle.get());
            schema = rename.applyTo(schema);
            return;
        }
        replaced(rename, ColumnSplit.of(rename, schema));
    }

    private void replaced(Operation operation, ColumnSplit split) {
        columns.add(split);
        undos.put(inverse(operation), split.undo());
        expand(split.expand());
        steps.contract(split.contract());
    }

    /** What cannot be replaced in two phases is replaced in one, by its safe form. */
    private void changed(ReviewedOperation step, ChangeType change) {
        boolean added = columns.stream()
                .anyMatch(split -> split.added().name().equals(change.column())
                        && split.before().name().equals(change.table()));
        if (added) {
            refuse(change, "the column is renamed, too");
        } else if (change.from() == null
                || ColumnSplit.obstacle(schema, change.table(), change.column()).isPresent()) {
            contract(step);
        } else {
            replaced(change, ColumnSplit.of(reversible(change), schema));
        }
    }

    /** With the expression by which the downgrade computes the former values. */
    private ChangeType reversible(ChangeType change) {
        return downgrade.stream()
                .map(ReviewedOperation::operation)
                .filter(step ->
                        step instanceof ChangeType back && back.describe().equals(inverse(change)))
                .map(step -> ((ChangeType) step).using())
                .filter(Objects::nonNull)
                .findFirst()
                .map(using -> new ChangeType(
                        change.table(), change.column(), change.from(), change.to(), change.using(), using))
                .orElse(change);
    }

    /** A view under the old name, which PostgreSQL writes through. */
    private void renamed(RenameTable rename) {
        ObjectName old = rename.name();
        if (schema.security().enabled().contains(schema.resolve(old))) {
            refuse(rename, "it has row security, which a view of the old name would pass by");
            schema = rename.applyTo(schema);
            return;
        }
        ObjectName name = old.renamed(rename.to());
        List<Operation> added = new ArrayList<>();
        added.add(rename);
        View view = new View(
                old,
                "select * from " + (name.schema() == null ? "" : Keywords.quoted(name.schema()) + ".")
                        + Keywords.quoted(name.name()),
                false,
                null);
        added.add(new CreateView(view));
        schema.grants().stream()
                .filter(grant ->
                        grant.kind() == GrantableKind.TABLE && grant.on().equals(old))
                .forEach(grant -> added.add(
                        new GrantPrivileges(GrantableKind.TABLE, old, List.of(grant.privilege()), grant.role())));
        expand(added);
        steps.contract(List.of(new DropView(old, false, view)));
        List<Operation> restored = new ArrayList<>(added.subList(1, added.size()));
        undos.put(inverse(rename), new Undo(List.of(new DropView(old, false, view), rename.inverse()), restored));
    }

    /** The previous build does not write what it does not know, and may write null: a trigger fills it. */
    private void notNull(ReviewedOperation step, ChangeNullability change) {
        String value = sql.size() == 1 ? filledWith(sql.get(0).operation(), change) : null;
        if (value == null) {
            flush(false);
            addContract(step);
            return;
        }
        String review = sql.get(0).review();
        sql.clear();
        StepTrigger trigger = StepTrigger.filled(change.table(), change.column(), value);
        List<Operation> filled = new ArrayList<>(trigger.created());
        filled.add(StepTrigger.fill(
                change.table(), change.column(), value, Keywords.quoted(change.column()) + " is null"));
        steps.expand(new ReviewedOperation(filled.get(0), review));
        steps.expand(filled.subList(1, filled.size()));
        steps.contract(List.of(change));
        steps.contract(trigger.dropped());
        List<Operation> restored = new ArrayList<>(trigger.created());
        restored.add(change.inverse());
        undos.put(inverse(change), new Undo(trigger.dropped(), restored));
    }

    /** The value of {@code update t set c = value where c is null}, as a draft fills a column; {@code null} for other SQL. */
    private static @Nullable String filledWith(Operation operation, ChangeNullability change) {
        String column = Keywords.quoted(change.column());
        String table = (change.table().schema() == null
                        ? ""
                        : Keywords.quoted(change.table().schema()) + ".")
                + Keywords.quoted(change.table().name());
        String head = "update " + table + " set " + column + " = ";
        String end = " where " + column + " is null";
        if (!(operation instanceof ExecuteSql fill)
                || !fill.sql().startsWith(head)
                || !fill.sql().endsWith(end)) {
            return null;
        }
        String value = fill.sql().substring(head.length(), fill.sql().length() - end.length());
        return value.equals("null") ? null : value;
    }

    /** An insert without the column fails. */
    private static boolean isRequired(Table table, Column column) {
        return !column.nullable()
                && column.defaultValue() == null
                && column.identity() == null
                && column.generated() == null
                && table.primaryKey()
                        .filter(key -> key.columns().contains(column.name()))
                        .isEmpty();
    }

    /** The new build does not write the column. */
    private void dropped(ReviewedOperation step, DropColumn drop) {
        Table table = schema.catalog().table(drop.table()).orElse(null);
        Column column = table == null ? null : table.column(drop.name()).orElse(null);
        if (table == null || column == null || !isRequired(table, column)) {
            contract(step);
            return;
        }
        refuseMoves(drop);
        ChangeNullability optional = new ChangeNullability(drop.table(), drop.name(), true, column.notNullName());
        expand(List.of(optional));
        Column nullable = column.withNullable(true).withNotNullName(null);
        DropColumn later = new DropColumn(drop.table(), drop.name(), nullable, drop.cascade());
        steps.contract(new ReviewedOperation(later, step.review()));
        undos.put(inverse(drop), new Undo(List.of(), List.of(later.inverse())));
    }

    /** What the downgrade does not name, such as the not null of a column that it drops. */
    private void undoUnnamed() {
        Set<String> named = new HashSet<>();
        downgrade.forEach(step -> named.add(step.operation().describe()));
        List<String> keys = new ArrayList<>(undos.keySet());
        Collections.reverse(keys);
        for (String key : keys) {
            if (!named.contains(key)) {
                steps.undo(Objects.requireNonNull(undos.remove(key)));
            }
        }
        contracted.forEach((key, operation) -> {
            if (!named.contains(key)) {
                steps.undoContract(ReviewedOperation.of(operation));
            }
        });
    }

    /** What follows an operation of a phase, such as a statement that fills what it adds, belongs to that phase. */
    private void downgrade() {
        undoUnnamed();
        boolean contracting = false;
        for (ReviewedOperation step : downgrade) {
            String key = step.operation().describe();
            Undo undo = undos.remove(key);
            if (undo != null) {
                steps.undo(undo);
                contracting = false;
            } else if (contracted.containsKey(key)) {
                contracting = true;
                steps.undoContract(step);
            } else if (contracting && step.operation() instanceof ExecuteSql) {
                steps.undoContract(step);
            } else {
                contracting = contracting && step.operation() instanceof ChangeNullability change && !change.nullable();
                if (contracting) {
                    steps.undoContract(step);
                } else {
                    steps.undoExpand(step);
                }
            }
        }
    }
}
