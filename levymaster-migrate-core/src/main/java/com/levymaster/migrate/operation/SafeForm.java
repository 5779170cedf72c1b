package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.ControlOperation.SafeStage;
import com.levymaster.migrate.operation.ControlOperation.SafeStage.Part;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.StorageOperation.ChangeTablespace;
import com.levymaster.migrate.operation.StorageOperation.SetUnlogged;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.operation.ViewOperation.RefreshView;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.schema.effect.TypeStorage;
import com.levymaster.migrate.sql.Keywords;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rewrites an operation as steps that end in the same schema, and of which none holds a lock that keeps readers or writers
 * waiting for longer than a moment. Each step is committed by itself. Most operations change the catalog only, and are their
 * own safe form: their lock is waited for briefly, and again after a pause.
 */
public final class SafeForm {

    private SafeForm() {}

    /**
     * Returns the steps.
     *
     * @throws MigrationException if there are none, with the reason
     */
    static List<Operation> of(Operation operation) {
        if (operation instanceof CreateIndex index) {
            return List.of(new CreateIndex(index.table(), index.index(), true, index.only()));
        }
        if (operation instanceof DropIndex index) {
            return List.of(new DropIndex(index.table(), index.name(), index.was(), true, index.wasOnly()));
        }
        if (operation instanceof AddConstraint add) {
            return added(add);
        }
        if (operation instanceof ColumnOperation change) {
            return changed(change);
        }
        refuse(operation);
        return List.of(operation);
    }

    /**
     * Whether the step only changes the catalog, in a transaction of its own that must not take longer than a moment. The
     * others run as long as it takes, and keep nobody waiting.
     */
    public static boolean isMomentary(Operation step) {
        if (step instanceof SafeStage stage) {
            return stage.part() != Part.FILL && stage.part() != Part.INDEXES && stage.part() != Part.VALIDATE;
        }
        return !(step instanceof ValidateConstraint
                || step instanceof CreateIndex index && index.concurrently()
                || step instanceof DropIndex drop && drop.concurrently());
    }

    private static List<Operation> added(AddConstraint add) {
        Constraint constraint = add.constraint();
        if (constraint instanceof Constraint.Check check && check.validated()) {
            return validated(add, check.withValidated(false));
        }
        if (constraint instanceof ForeignKey key && key.validated()) {
            return validated(add, key.withValidated(false));
        }
        if (constraint instanceof Constraint.Exclusion) {
            throw refused(
                    add,
                    "its index cannot be built concurrently",
                    "create a new table with the constraint, and copy the rows");
        }
        boolean range = constraint instanceof Constraint.PrimaryKey key && key.withoutOverlaps()
                || constraint instanceof Constraint.Unique unique && unique.withoutOverlaps();
        if (range) {
            throw refused(
                    add,
                    "the index of a constraint without overlaps cannot be built concurrently",
                    "create a new table with the constraint, and copy the rows");
        }
        return constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique
                ? keyed(add)
                : List.of(add);
    }

    private static List<Operation> validated(AddConstraint add, Constraint unchecked) {
        return List.of(
                new AddConstraint(add.table(), unchecked, null), new ValidateConstraint(add.table(), unchecked.name()));
    }

    private static List<Operation> keyed(AddConstraint add) {
        Constraint key = add.constraint();
        List<Operation> steps = new ArrayList<>();
        String index = add.usingIndex();
        if (index == null) {
            steps.add(new CreateIndex(add.table(), SchemaEffects.keyIndex(key, key.name()), true));
        }
        steps.add(new AddConstraint(add.table(), key, index == null ? key.name() : index, add.wasNullable()));
        return key instanceof Constraint.PrimaryKey primary ? notNull(add.table(), primary, steps) : steps;
    }

    /** Which of the columns are nullable is not known; one check proves all of them, and costs one scan. */
    private static List<Operation> notNull(ObjectName table, Constraint.PrimaryKey key, List<Operation> steps) {
        String proof = key.columns().stream()
                .map(c -> Keywords.quoted(c) + " is not null")
                .collect(Collectors.joining(" and "));
        return proven(table, ReplacedColumn.temporary(key.name() + "_not_null"), proof, steps);
    }

    private static List<Operation> notNull(ChangeNullability change) {
        return proven(
                change.table(),
                ReplacedColumn.temporary(change.table().name() + "_" + change.column() + "_not_null"),
                Keywords.quoted(change.column()) + " is not null",
                List.of(change));
    }

    /** Steps that need no scan, since a valid check proves what they state. */
    private static List<Operation> proven(ObjectName table, String name, String proof, List<Operation> steps) {
        Constraint.Check check = Constraint.Check.of(name, proof);
        return Stream.of(
                        validated(new AddConstraint(table, check, null), check.withValidated(false)),
                        steps,
                        List.<Operation>of(new DropConstraint(table, name, check, null, false)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Operation> changed(ColumnOperation change) {
        if (change instanceof AddColumn add) {
            return added(add);
        }
        if (change instanceof ChangeNullability nullability && !nullability.nullable()) {
            return notNull(nullability);
        }
        if (change instanceof ChangeType type) {
            return isCatalogOnly(type) ? List.of(change) : replaced(change);
        }
        if (change instanceof ChangeGenerated generated
                && generated.to() != null
                && generated.to().stored()) {
            throw refused(change, "every row is computed again", "add a new column, and drop this one later");
        }
        return change instanceof ConvertColumn ? replaced(change) : List.of(change);
    }

    private static boolean isCatalogOnly(ChangeType change) {
        if (change.from() == null) {
            throw refused(
                    change,
                    "whether the table is rewritten depends on the type that the column has",
                    "name it: changeType(\"" + change.column() + "\").from(…).to(…)");
        }
        return change.using() == null
                && Objects.equals(change.from().collation(), change.to().collation())
                && TypeStorage.isWidening(change.from().type(), change.to().type());
    }

    private static List<Operation> replaced(ColumnOperation change) {
        return Stream.of(Part.PREPARE, Part.FILL, Part.INDEXES, Part.CONSTRAINTS, Part.VALIDATE, Part.SWAP)
                .<Operation>map(part -> new SafeStage(change, part))
                .toList();
    }

    private static List<Operation> added(AddColumn add) {
        Column column = add.column();
        if (column.identity() != null) {
            throw refused(
                    add,
                    "every row gets a number, for which the table is rewritten",
                    "create a new table with the identity column, and copy the rows");
        }
        if (column.generated() != null && column.generated().stored()) {
            throw refused(
                    add,
                    "every row is computed and stored, for which the table is rewritten",
                    "make it a virtual generated column (PostgreSQL 18), or a plain column that is filled in batches");
        }
        DefaultValue value = column.defaultValue();
        if (!(value instanceof DefaultValue.Expression expression) || isOneForAll(expression)) {
            return List.of(add);
        }
        List<Operation> steps = new ArrayList<>();
        steps.add(new AddColumn(
                add.table(), column.withNullable(true).withDefault(null).withNotNullName(null)));
        steps.add(new ChangeDefault(add.table(), column.name(), Previous.of(null), value));
        steps.add(new SafeStage(add, Part.FILL));
        if (!column.nullable()) {
            steps.addAll(notNull(new ChangeNullability(add.table(), column.name(), false, column.notNullName())));
        }
        return steps;
    }

    /** What is not known to have one value for all rows may have one for each. */
    private static boolean isOneForAll(DefaultValue.Expression expression) {
        return !expression.sql().contains("(")
                || expression.sql().matches("(?i)(now|current_timestamp|transaction_timestamp)\\s*\\(\\s*\\d?\\s*\\)");
    }

    /** Operations that rewrite or read a table, and have no safe form; those that are not schema changes. */
    private static void refuse(Operation operation) {
        if (operation instanceof DataOperation) {
            throw refused(
                    operation,
                    "what rows and locks it takes is not known",
                    "write it before or after op.safely(…), in batches if the table is large");
        }
        if (operation instanceof ControlOperation && !(operation instanceof ControlOperation.NoOp)) {
            throw refused(operation, "it is not a change of the schema", "write it outside of op.safely(…)");
        }
        if (operation instanceof SetUnlogged || operation instanceof ChangeTablespace) {
            throw refused(operation, "the table is copied", "create a new table, and copy the rows in batches");
        }
        if (operation instanceof RemoveEnumValue) {
            throw refused(
                    operation,
                    "all tables with columns of the type are rewritten",
                    "keep the value in the type, and forbid it with a check constraint");
        }
        if (operation instanceof AlterDomain) {
            throw refused(
                    operation,
                    "all rows of all tables with columns of the domain may be checked",
                    "write it outside of op.safely(…) if the tables are small");
        }
        if (operation instanceof RefreshView refresh && !refresh.concurrently()) {
            throw refused(operation, "the view cannot be read meanwhile", "refresh it concurrently");
        }
    }

    private static MigrationException refused(Operation operation, String reason, String remedy) {
        return new MigrationException(
                "There is no safe form of \"" + operation.describe() + "\": " + reason + ".", remedy);
    }

    /** The column that the operation changes. */
    static String column(ColumnOperation change) {
        if (change instanceof AddColumn add) {
            return add.column().name();
        }
        return change instanceof ChangeType type ? type.column() : ((ConvertColumn) change).column();
    }
}
