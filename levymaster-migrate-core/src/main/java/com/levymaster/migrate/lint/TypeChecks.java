package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ColumnType.BuiltIn;
import java.util.List;
import java.util.Optional;

/** Checks type changes. Most rewrite the table; a few only widen the type. */
final class TypeChecks {

    private TypeChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (step instanceof RemoveEnumValue remove) {
            return !context.isInUse(remove.name())
                    ? List.of()
                    : List.of(new Hazard(
                            Rule.TABLE_REWRITE,
                            remove,
                            "Every table with a column of " + remove.name() + " is rewritten.",
                            "keep the value in the type, and forbid it with a check constraint"));
        }
        if (!(step instanceof ChangeType change) || !context.isInUse(change.table())) {
            return List.of();
        }
        Optional<ColumnType> from = change.from() == null
                ? context.column(change).map(Column::type)
                : Optional.of(change.from().type());
        boolean cheap = change.using() == null
                && from.map(type -> isWidening(type, change.to().type())).orElse(false);
        return cheap ? List.of() : List.of(rewrite(change));
    }

    private static Hazard rewrite(ChangeType change) {
        String newColumn = change.column() + "_new";
        return new Hazard(
                Rule.TABLE_REWRITE,
                change,
                change.table() + " and its indexes are rewritten, and the table cannot be read meanwhile.",
                RemedyCode.lines(
                        "if it is large, add a column of the new type, fill it in batches, and swap the two in a later"
                                + " revision",
                        RemedyCode.step(
                                change.table(),
                                "addColumn(" + RemedyCode.string(newColumn) + ", nativeType("
                                        + RemedyCode.string(change.to().type().display()) + "))")));
    }

    /**
     * Whether PostgreSQL changes only the catalog.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: ALTER TABLE, notes</a>
     */
    static boolean isWidening(ColumnType from, ColumnType to) {
        if (from.equals(to)) {
            return true;
        }
        if (!(from instanceof BuiltIn oldType) || !(to instanceof BuiltIn newType)) {
            return false;
        }
        boolean textual = isText(oldType) && isText(newType);
        if (textual) {
            return newType.modifiers().isEmpty()
                    || (!oldType.modifiers().isEmpty() && number(oldType, 0) <= number(newType, 0));
        }
        if (!oldType.name().equals(newType.name())) {
            return oldType.name().equals("cidr") && newType.name().equals("inet");
        }
        return switch (oldType.name()) {
            case "numeric" -> newType.modifiers().isEmpty() || isWiderNumber(oldType, newType);
            case "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone",
                    "bit varying",
                    "interval" -> newType.modifiers().isEmpty() || isLonger(oldType, newType);
            default -> false;
        };
    }

    private static boolean isText(BuiltIn type) {
        return type.name().equals("text") || type.name().equals("character varying");
    }

    private static boolean isWiderNumber(BuiltIn oldType, BuiltIn newType) {
        return oldType.modifiers().size() == 2
                && newType.modifiers().size() == 2
                && number(oldType, 1) == number(newType, 1)
                && number(oldType, 0) <= number(newType, 0);
    }

    private static boolean isLonger(BuiltIn oldType, BuiltIn newType) {
        return !oldType.modifiers().isEmpty() && number(oldType, 0) <= number(newType, 0);
    }

    private static int number(BuiltIn type, int at) {
        return Integer.parseInt(type.modifiers().get(at));
    }
}
