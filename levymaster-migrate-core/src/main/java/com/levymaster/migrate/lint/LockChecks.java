package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Constraint.Deferral;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlStatements;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks what a transaction does after it has locked tables or changed rows. */
final class LockChecks {

    /** {@code update} and {@code delete} of some rows, and {@code insert} of those of another table. */
    private static final Pattern CHANGES_ROWS =
            Pattern.compile("(?is)\\A\\s*(?:(?:update|delete\\s+from)\\s.*\\bwhere\\b"
                    + "|insert\\s+into\\s+[\\w.\"]+\\s*(?:\\([^)]*\\)\\s*)?select\\b.*\\bfrom\\b)");

    private static final int START = 400;

    private LockChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        return Stream.of(lockHeld(step, context), severalLocked(step, context), deferredChecks(step, context))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Hazard lockHeld(Operation step, LintContext context) {
        String what = slow(step, context);
        if (what == null) {
            return null;
        }
        ObjectName except = step instanceof ValidateConstraint validate ? validate.table() : null;
        return locked(context, except)
                .map(table -> new Hazard(
                        Rule.LOCK_HELD_MEANWHILE,
                        step,
                        table + " can be neither read nor written " + what
                                + ": an earlier step of the transaction has locked it.",
                        "write this step into a separate revision; or change the rows in batches:"
                                + " op.backfill(table).set(column, expression)"))
                .orElse(null);
    }

    /** Why a step may take long; {@code null} if it does not. Changes of all rows are reported anyway. */
    private static @Nullable String slow(Operation step, LintContext context) {
        if (step instanceof RunJava) {
            return "while the data step runs";
        }
        if (step instanceof ValidateConstraint validate && context.isInUse(validate.table())) {
            return "while all rows of " + validate.table() + " are read";
        }
        if (!(step instanceof ExecuteSql sql) || sql.rows() != null) {
            return null;
        }
        if (!CHANGES_ROWS.matcher(sql.sql()).find()) {
            return null;
        }
        SqlTokens tokens = start(sql);
        if (tokens.at(0, "insert")) {
            return "while rows are copied";
        }
        ObjectName changed = SqlChecks.table(tokens, tokens.at(1, "only") || tokens.at(1, "from") ? 2 : 1);
        return changed == null || context.isInUse(changed) ? "while rows are changed" : null;
    }

    /** Texts with many rows are not read to the end. */
    private static SqlTokens start(ExecuteSql sql) {
        return SqlTokens.of(sql.sql().substring(0, Math.min(sql.sql().length(), START)));
    }

    /** A table in use that an earlier step of the transaction locks against reads. */
    private static Optional<ObjectName> locked(LintContext context, @Nullable ObjectName except) {
        return context.earlier().stream()
                .flatMap(earlier -> amountsTo(earlier).stream())
                .filter(operation -> operation instanceof ColumnOperation
                        || operation instanceof ConstraintOperation
                                && !(operation instanceof ValidateConstraint)
                                && !isForeignKey(operation))
                .map(LockChecks::altered)
                .filter(Objects::nonNull)
                .filter(table -> !table.equals(except) && context.isInUse(table))
                .findFirst();
    }

    private static List<Operation> amountsTo(Operation step) {
        return step instanceof ExecuteSql sql && sql.rows() == null
                ? SqlStatements.of(sql.sql()).stream()
                        .filter(statement -> SqlChecks.concerns(statement.text()))
                        .flatMap(statement -> SqlReader.read(statement.text()).stream())
                        .toList()
                : List.of(step);
    }

    private static boolean isForeignKey(Operation step) {
        return step instanceof AddConstraint add && add.constraint() instanceof ForeignKey;
    }

    /** A foreign key locks both of its tables, and another transaction may lock them in another order. */
    private static @Nullable Hazard severalLocked(Operation step, LintContext context) {
        Set<ObjectName> now = byForeignKey(step, context);
        if (now.isEmpty()) {
            return null;
        }
        return context.earlier().stream()
                .flatMap(earlier -> amountsTo(earlier).stream())
                .flatMap(operation -> byForeignKey(operation, context).stream())
                .filter(table -> !now.contains(table))
                .findFirst()
                .map(table -> new Hazard(
                        Rule.SEVERAL_TABLES_LOCKED,
                        step,
                        "It waits for "
                                + String.join(
                                        " and ",
                                        now.stream().map(ObjectName::toString).toList())
                                + " while the transaction keeps " + table
                                + " locked, and another that takes them the other way round ends in a deadlock.",
                        "write each foreign key into a separate revision"))
                .orElse(null);
    }

    private static Set<ObjectName> byForeignKey(Operation step, LintContext context) {
        Set<ObjectName> tables = new LinkedHashSet<>();
        if (step instanceof AddConstraint add && add.constraint() instanceof ForeignKey key) {
            tables.addAll(List.of(add.table(), key.referencedTable()));
        } else if (step instanceof DropConstraint drop) {
            ForeignKey key = drop.was() instanceof ForeignKey was
                    ? was
                    : context.table(drop.table())
                            .map(table -> table.constraints().get(drop.name()))
                            .filter(ForeignKey.class::isInstance)
                            .map(ForeignKey.class::cast)
                            .orElse(null);
            if (key != null) {
                tables.addAll(List.of(drop.table(), key.referencedTable()));
            }
        }
        tables.removeIf(table -> !context.isInUse(table));
        return tables;
    }

    /** The server refuses to alter a table for whose rows constraints are yet to be checked. */
    private static @Nullable Hazard deferredChecks(Operation step, LintContext context) {
        ObjectName table = altered(step);
        if (table == null || !isFilledBefore(table, context)) {
            return null;
        }
        return context.table(table)
                .flatMap(known -> known.constraints(ForeignKey.class)
                        .filter(key -> key.deferral() == Deferral.INITIALLY_DEFERRED)
                        .findFirst())
                .map(key -> new Hazard(
                        Rule.DEFERRED_CHECKS_PENDING,
                        step,
                        "It fails: an earlier step of the transaction inserts rows into " + table + ", which "
                                + key.name() + " checks at the end of the transaction only.",
                        RemedyCode.lines(
                                "let them be checked before this step, or insert them in a separate revision",
                                "op.execute(\"set constraints all immediate\");")))
                .orElse(null);
    }

    private static boolean isFilledBefore(ObjectName table, LintContext context) {
        boolean filled = false;
        boolean immediate = false;
        for (Operation earlier : context.earlier()) {
            if (earlier instanceof InsertRows insert && insert.table().equals(table)) {
                filled |= !immediate;
            } else if (earlier instanceof ExecuteSql sql && sql.rows() == null) {
                SqlTokens tokens = start(sql);
                if (tokens.at(0, "set", "constraints")) {
                    immediate = SqlChecks.has(tokens, "immediate");
                    filled &= !immediate;
                } else if (tokens.at(0, "insert", "into") && table.equals(SqlChecks.table(tokens, 2))) {
                    filled |= !immediate;
                }
            }
        }
        return filled;
    }

    private static @Nullable ObjectName altered(Operation step) {
        if (step instanceof ColumnOperation change) {
            return step instanceof ColumnOperation.RenameColumn ? null : change.table();
        }
        if (step instanceof ConstraintOperation change) {
            return change.table();
        }
        if (step instanceof CreateIndex create) {
            return create.table();
        }
        return step instanceof DropIndex drop ? drop.table() : null;
    }
}
