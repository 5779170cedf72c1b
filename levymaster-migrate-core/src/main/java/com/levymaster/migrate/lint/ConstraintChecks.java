package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Constraint.Deferral;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Checks constraint operations. */
final class ConstraintChecks {

    private ConstraintChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (step instanceof ValidateConstraint validate) {
            return context.earlier().stream().anyMatch(s -> adds(s, validate))
                    ? List.of(validatedInSameTransaction(validate))
                    : List.of();
        }
        if (!(step instanceof AddConstraint add) || !context.isInUse(add.table())) {
            return List.of();
        }
        Constraint constraint = add.constraint();
        if (constraint instanceof Constraint.Check check) {
            return check.validated() ? List.of(checked(add, check)) : List.of();
        }
        if (constraint instanceof ForeignKey key) {
            return key.validated() ? List.of(referring(add, key)) : List.of();
        }
        if (constraint instanceof Constraint.Exclusion) {
            return List.of(new Hazard(
                    Rule.INDEX_BLOCKS_WRITES,
                    add,
                    add.table() + " can be neither read nor written until its index is built.",
                    "if the table is large, create a new table with the constraint, and copy the rows"));
        }
        return add.usingIndex() == null ? List.of(keyed(add)) : keyedByIndex(add, context);
    }

    private static boolean adds(Operation step, ValidateConstraint validate) {
        return step instanceof AddConstraint add
                && add.table().equals(validate.table())
                && add.constraint().name().equals(validate.name());
    }

    private static Hazard validatedInSameTransaction(ValidateConstraint validate) {
        return new Hazard(
                Rule.VALIDATE_IN_SAME_TRANSACTION,
                validate,
                "The lock taken to add " + validate.name() + " is held while all rows of " + validate.table()
                        + " are read.",
                "validate it in a separate revision after this one");
    }

    private static Hazard checked(AddConstraint add, Constraint.Check check) {
        String name = RemedyCode.string(check.name());
        return new Hazard(
                Rule.TABLE_SCAN,
                add,
                "All rows of " + add.table() + " are read, and the table can be neither read nor written meanwhile.",
                RemedyCode.lines(
                        "add it as not valid, and validate it in a separate revision",
                        RemedyCode.step(
                                add.table(),
                                "addCheck(" + name + ").that(" + RemedyCode.sql(check.expression()) + ").notValid()"),
                        RemedyCode.step(add.table(), "validateConstraint(" + name + ")")));
    }

    private static Hazard referring(AddConstraint add, ForeignKey key) {
        String name = RemedyCode.string(key.name());
        return new Hazard(
                Rule.TABLE_SCAN,
                add,
                add.table() + " and " + key.referencedTable() + " cannot be written to while all rows are compared.",
                RemedyCode.lines(
                        "add it as not valid, and validate it in a separate revision",
                        RemedyCode.step(
                                add.table(),
                                "addForeignKey(" + name + ").on(" + RemedyCode.strings(key.columns()) + ").references("
                                        + RemedyCode.reference(key.referencedTable(), add.table()) + ", "
                                        + RemedyCode.strings(key.referencedColumns()) + ")" + actions(key)
                                        + ".notValid()"),
                        RemedyCode.step(add.table(), "validateConstraint(" + name + ")")));
    }

    private static String actions(ForeignKey key) {
        return action("onDelete", key.onDelete(), key.onDeleteColumns())
                + action("onUpdate", key.onUpdate(), List.of())
                + (key.matchFull() ? ".matchFull()" : "")
                + (key.deferral() == Deferral.NOT_DEFERRABLE
                        ? ""
                        : key.deferral() == Deferral.INITIALLY_DEFERRED ? ".initiallyDeferred()" : ".deferrable()");
    }

    private static String action(String method, ForeignKey.Action action, List<String> columns) {
        return action == ForeignKey.Action.NO_ACTION
                ? ""
                : "." + method + "(" + ForeignKey.Action.class.getCanonicalName() + "." + action
                        + (columns.isEmpty() ? "" : ", " + RemedyCode.strings(columns)) + ")";
    }

    /** A primary key sets its columns not null, and reads the rows if they are not already. */
    private static List<Hazard> keyedByIndex(AddConstraint add, LintContext context) {
        Table table = context.table(add.table()).orElse(null);
        if (table == null || !(add.constraint() instanceof Constraint.PrimaryKey key)) {
            return List.of();
        }
        Index index = table.indexes().get(String.valueOf(add.usingIndex()));
        List<String> columns = index == null
                ? key.columns()
                : index.keys().stream()
                        .map(Index.Key::column)
                        .filter(Objects::nonNull)
                        .toList();
        List<String> nullable = columns.stream()
                .filter(column -> table.column(column).filter(Column::nullable).isPresent())
                .filter(column -> !ColumnChecks.isProved(table, column))
                .toList();
        return nullable.isEmpty()
                ? List.of()
                : List.of(new Hazard(
                        Rule.TABLE_SCAN,
                        add,
                        "All rows of " + add.table() + " are read to set " + String.join(", ", nullable)
                                + " not null, and the table can be neither read nor written meanwhile.",
                        RemedyCode.lines(
                                "set it not null before, each line in a separate revision",
                                nullable.stream()
                                        .flatMap(column -> Stream.of(ColumnChecks.proved(add.table(), column)))
                                        .toArray(String[]::new))));
    }

    private static Hazard keyed(AddConstraint add) {
        Constraint key = add.constraint();
        boolean primary = key instanceof Constraint.PrimaryKey;
        List<String> columns = primary ? ((Constraint.PrimaryKey) key).columns() : ((Constraint.Unique) key).columns();
        ObjectName table = add.table();
        Index index = Index.of(key.name(), columns).withUnique(true);
        String method = primary ? "addPrimaryKey(" : "addUnique(";
        return new Hazard(
                Rule.INDEX_BLOCKS_WRITES,
                add,
                table + " can be neither read nor written until its index is built.",
                RemedyCode.lines(
                        "build the index concurrently, and create the constraint from it",
                        RemedyCode.autocommit(IndexChecks.add(table, index)),
                        RemedyCode.step(
                                table,
                                method + RemedyCode.string(key.name()) + ").on(" + RemedyCode.strings(columns)
                                        + ").usingIndex(" + RemedyCode.string(key.name()) + ")")));
    }
}
