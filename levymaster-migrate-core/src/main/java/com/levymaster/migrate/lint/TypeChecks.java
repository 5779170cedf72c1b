package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ColumnType.BuiltIn;
import java.util.List;
import java.util.Optional;

/** Changes of type: most write the table anew, a few only widen what is allowed. */
final class TypeChecks {

    private TypeChecks() {}

    static List<Hazard> check(Operation step, LintContext situation) {
        if (step instanceof RemoveEnumValue remove) {
            return !situation.isInUse(remove.name())
                    ? List.of()
                    : List.of(new Hazard(
                            Rule.TABLE_REWRITE,
                            remove,
                            "Every table with a column of " + remove.name() + " is written anew.",
                            "leave the value in the type, and forbid it with a check"));
        }
        if (!(step instanceof ChangeType change) || !situation.isInUse(change.table())) {
            return List.of();
        }
        Optional<ColumnType> from = change.from() == null
                ? situation.column(change).map(Column::type)
                : Optional.of(change.from().type());
        boolean cheap = change.using() == null
                && from.map(type -> isWidening(type, change.to().type())).orElse(false);
        return cheap ? List.of() : List.of(rewrite(change));
    }

    private static Hazard rewrite(ChangeType change) {
        String fresh = change.column() + "_new";
        return new Hazard(
                Rule.TABLE_REWRITE,
                change,
                change.table() + " and its indexes are written anew, and nobody can read the table meanwhile.",
                RemedyCode.lines(
                        "where it is large, add a column of the new type, fill it in batches, and swap the two in a later"
                                + " revision",
                        RemedyCode.step(
                                change.table(),
                                "addColumn(" + RemedyCode.string(fresh) + ", nativeType("
                                        + RemedyCode.string(change.to().type().display()) + "))")));
    }

    /**
     * Whether PostgreSQL changes nothing but the catalog.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: ALTER TABLE, notes</a>
     */
    static boolean isWidening(ColumnType from, ColumnType to) {
        if (from.equals(to)) {
            return true;
        }
        if (!(from instanceof BuiltIn old) || !(to instanceof BuiltIn now)) {
            return false;
        }
        boolean textual = isText(old) && isText(now);
        if (textual) {
            return now.modifiers().isEmpty() || (!old.modifiers().isEmpty() && number(old, 0) <= number(now, 0));
        }
        if (!old.name().equals(now.name())) {
            return old.name().equals("cidr") && now.name().equals("inet");
        }
        return switch (old.name()) {
            case "numeric" -> now.modifiers().isEmpty() || isWiderNumber(old, now);
            case "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone",
                    "bit varying",
                    "interval" -> now.modifiers().isEmpty() || isLonger(old, now);
            default -> false;
        };
    }

    private static boolean isText(BuiltIn type) {
        return type.name().equals("text") || type.name().equals("character varying");
    }

    private static boolean isWiderNumber(BuiltIn old, BuiltIn now) {
        return old.modifiers().size() == 2
                && now.modifiers().size() == 2
                && number(old, 1) == number(now, 1)
                && number(old, 0) <= number(now, 0);
    }

    private static boolean isLonger(BuiltIn old, BuiltIn now) {
        return !old.modifiers().isEmpty() && number(old, 0) <= number(now, 0);
    }

    private static int number(BuiltIn type, int at) {
        return Integer.parseInt(type.modifiers().get(at));
    }
}
