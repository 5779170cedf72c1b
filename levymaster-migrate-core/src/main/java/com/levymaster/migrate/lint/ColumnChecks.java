package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.Keywords;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks column operations, except type changes. */
final class ColumnChecks {

    private static final Pattern VOLATILE = Pattern.compile(
            "(?i).*\\b(random|clock_timestamp|gen_random_uuid|uuid_generate_v\\d\\w*|uuidv[47]|nextval|timeofday)\\s*\\(.*");

    private ColumnChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (step instanceof AddColumn add) {
            return context.isInUse(add.table()) ? added(add, context) : List.of();
        }
        if (step instanceof DropColumn drop) {
            return context.isInUse(drop.table(), drop.name()) ? List.of(dropped(drop)) : List.of();
        }
        if (step instanceof RenameColumn rename) {
            return context.isInUse(rename.table(), rename.from()) ? List.of(renamed(rename)) : List.of();
        }
        if (step instanceof ConvertColumn convert && context.isInUse(convert.table())) {
            return List.of(new Hazard(
                    Rule.TABLE_REWRITE,
                    convert,
                    "Every row of " + convert.table() + " is updated, and the table cannot be read meanwhile.",
                    "if the table is large, add the new column, fill it in batches in data steps, and swap the two"
                            + " columns in a later revision"));
        }
        if (step instanceof ChangeDefault change) {
            return defaultDropped(change, context);
        }
        if (step instanceof ChangeGenerated change) {
            return recomputed(change, context);
        }
        if (!(step instanceof ChangeNullability change)) {
            return List.of();
        }
        return change.nullable() ? nullAllowed(change, context) : notNull(change, context);
    }

    /** The older build leaves out a column that it does not know. */
    private static List<Hazard> defaultDropped(ChangeDefault change, LintContext context) {
        boolean required = context.isInUse(change.table())
                && context.table(change.table())
                        .flatMap(table -> table.column(change.column()))
                        .filter(column -> !column.nullable())
                        .isPresent();
        return change.to() != null || isGivenLater(change, context) || !required
                ? List.of()
                : List.of(new Hazard(
                        Rule.DEFAULT_DROPPED,
                        change,
                        "Inserts that leave out " + change.table() + "." + change.column()
                                + " fail from then on, such as those of instances of an older build.",
                        "keep the default until no such instance runs: drop it one release later, in a revision with"
                                + " phase = Phase.CONTRACT"));
    }

    /** Such as the identity in place of a sequence. */
    private static boolean isGivenLater(ChangeDefault change, LintContext context) {
        return context.later().stream()
                .anyMatch(later -> later instanceof ChangeDefault other
                                && other.to() != null
                                && other.table().equals(change.table())
                                && other.column().equals(change.column())
                        || later instanceof ChangeIdentity identity
                                && identity.to() != null
                                && identity.table().equals(change.table())
                                && identity.column().equals(change.column()));
    }

    /** Raw SQL does not tell whether the column is stored. */
    private static boolean isVirtual(ChangeGenerated change, LintContext context) {
        return context.table(change.table())
                .flatMap(table -> table.column(change.column()))
                .filter(column ->
                        column.generated() != null && !column.generated().stored())
                .isPresent();
    }

    private static List<Hazard> recomputed(ChangeGenerated change, LintContext context) {
        return change.to() == null
                        || !change.to().stored()
                        || !context.isInUse(change.table())
                        || isVirtual(change, context)
                ? List.of()
                : List.of(new Hazard(
                        Rule.TABLE_REWRITE,
                        change,
                        "The value of each row is computed again: " + change.table()
                                + " is rewritten and cannot be read meanwhile.",
                        "if the table is large, add a virtual generated column with the new expression (PostgreSQL"
                                + " 18), and drop this one later"));
    }

    private static List<Hazard> nullAllowed(ChangeNullability change, LintContext context) {
        return !context.isInUse(change.table(), change.column())
                ? List.of()
                : List.of(new Hazard(
                        Rule.NULL_ALLOWED,
                        change,
                        "Once a row has no value, instances that expect one in " + change.table() + "."
                                + change.column() + " fail when they read it.",
                        "deploy code that reads null first, with Integer instead of int, and write null one"
                                + " release later"));
    }

    private static List<Hazard> added(AddColumn add, LintContext context) {
        List<Hazard> hazards = new ArrayList<>();
        Column column = add.column();
        String name = add.table() + "." + column.name();
        boolean filled = column.defaultValue() != null || column.identity() != null || column.generated() != null;
        if (!column.nullable() && !filled) {
            hazards.add(new Hazard(
                    Rule.ADD_NOT_NULL_COLUMN,
                    add,
                    "It fails if " + add.table() + " has rows, and the running application can no longer insert rows.",
                    "give " + name
                            + " a default, or add it as nullable, fill it, and set it not null in a later revision"));
        }
        if (column.defaultValue() instanceof DefaultValue.Expression expression
                && VOLATILE.matcher(expression.sql()).matches()) {
            hazards.add(rewrite(
                    add,
                    "Each row gets its own value",
                    RemedyCode.lines(
                            "add the column without the default, set the default for new rows, and fill the old rows"
                                    + " in batches",
                            RemedyCode.step(
                                    add.table(),
                                    "addColumn(" + RemedyCode.string(column.name()) + ", nativeType("
                                            + RemedyCode.string(column.type().display()) + "))"),
                            RemedyCode.step(
                                    add.table(),
                                    "changeDefault(" + RemedyCode.string(column.name()) + ").fromNone().toSql("
                                            + RemedyCode.sql(expression.sql()) + ")"))));
        }
        if (column.identity() != null) {
            hazards.add(rewrite(
                    add, "Each row gets a number", "create a new table with the identity column, and copy the rows"));
        }
        if (column.generated() != null && column.generated().stored()) {
            hazards.add(rewrite(
                    add,
                    "The value of each row is computed and stored",
                    "make it a virtual generated column (PostgreSQL 18), which is computed only when it is read"));
        }
        DomainChecks.added(add, context).ifPresent(hazards::add);
        return hazards;
    }

    private static Hazard rewrite(AddColumn add, String why, String remedy) {
        String problem = why + ": " + add.table() + " is rewritten and cannot be read meanwhile.";
        return new Hazard(Rule.TABLE_REWRITE, add, problem, remedy);
    }

    private static Hazard dropped(DropColumn drop) {
        return new Hazard(
                Rule.DATA_LOSS,
                drop,
                "The values of " + drop.table() + "." + drop.name()
                        + " are lost, and the running application may still use the column.",
                "remove the field from the entity, deploy, and drop the column one release later");
    }

    private static Hazard renamed(RenameColumn rename) {
        return new Hazard(
                Rule.BREAKS_RUNNING_APPLICATION,
                rename,
                "The running application still uses " + rename.table() + "." + rename.from() + ".",
                "keep the column and map the field to it: @Column(name = " + RemedyCode.string(rename.from()) + ")");
    }

    private static List<Hazard> notNull(ChangeNullability change, LintContext context) {
        if (!context.isInUse(change.table()) || isKnownNotNull(change, context)) {
            return List.of();
        }
        return List.of(new Hazard(
                Rule.TABLE_SCAN,
                change,
                "All rows of " + change.table() + " are read, and the table can be neither read nor written meanwhile.",
                RemedyCode.lines(
                        "add a check constraint that proves it, each line in a separate revision",
                        proved(change.table(), change.column()))));
    }

    /** The steps that set a column not null without a scan under the strong lock. */
    static String[] proved(ObjectName table, String column) {
        String check = RemedyCode.string("ck_" + table.name() + "_" + column);
        return new String[] {
            RemedyCode.step(
                    table,
                    "addCheck(" + check + ").that(" + RemedyCode.string(Keywords.quoted(column) + " is not null")
                            + ").notValid()"),
            RemedyCode.step(table, "validateConstraint(" + check + ")"),
            RemedyCode.step(table, "setNotNull(" + RemedyCode.string(column) + ")"),
            RemedyCode.step(table, "dropCheck(" + check + ")")
        };
    }

    /** Whether a valid check constraint proves that the column is not null; PostgreSQL then skips the scan. */
    private static boolean isKnownNotNull(ChangeNullability change, LintContext context) {
        return context.table(change.table())
                .map(table -> isProved(table, change.column()))
                .orElse(false);
    }

    static boolean isProved(Table table, String column) {
        String proof = Keywords.quoted(column) + " is not null";
        return table.constraints(Constraint.Check.class)
                .anyMatch(check -> check.validated() && check.expression().equalsIgnoreCase(proof));
    }
}
