package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.list;
import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes constraint clauses, as used in a table definition and after {@code add}. */
final class ConstraintClause {

    private ConstraintClause() {}

    /** The constraints of a table by kind (keys first, foreign keys last), then by name. */
    static List<Constraint> ordered(Table table) {
        return Stream.<Class<? extends Constraint>>of(
                        Constraint.PrimaryKey.class,
                        Constraint.Unique.class,
                        Constraint.Exclusion.class,
                        Constraint.Check.class,
                        ForeignKey.class)
                .<Constraint>flatMap(table::constraints)
                .toList();
    }

    /**
     * Whether the constraint may be part of {@code create table}: the server would mark a {@code not valid} constraint as
     * valid, and would keep only the first of two equal keys.
     */
    static boolean isInTable(Table table, Constraint constraint) {
        if (constraint instanceof Constraint.Check check) {
            return check.validated() || check.notEnforced();
        }
        if (constraint instanceof Constraint.Unique unique) {
            return ordered(table).stream()
                    .takeWhile(other -> other != constraint)
                    .noneMatch(other -> isEqualKey(other, unique));
        }
        return !(constraint instanceof ForeignKey key) || key.validated() || key.notEnforced();
    }

    private static boolean isEqualKey(Constraint other, Constraint.Unique unique) {
        boolean primary = other instanceof Constraint.PrimaryKey && !unique.nullsNotDistinct();
        boolean same =
                other instanceof Constraint.Unique second && second.nullsNotDistinct() == unique.nullsNotDistinct();
        return (primary || same)
                && SchemaEffects.allColumns(other).equals(SchemaEffects.allColumns(unique))
                && deferralOf(other) == unique.deferral();
    }

    static String definition(ServerVersion server, Constraint constraint) {
        return "constraint " + quote(constraint.name()) + " " + rule(server, constraint);
    }

    /** The clause for a primary key or unique constraint that uses an existing index. */
    static String usingIndex(Constraint constraint, String index) {
        String kind = constraint instanceof Constraint.PrimaryKey ? "primary key" : "unique";
        return "constraint " + quote(constraint.name()) + " " + kind + " using index " + quote(index)
                + deferral(deferralOf(constraint));
    }

    /** The index from which the constraint was created; dropping the constraint dropped it too. */
    static Index index(Constraint constraint, String name) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return Index.of(name, key.columns()).withUnique(true).withInclude(key.include());
        }
        if (constraint instanceof Constraint.Unique unique) {
            return Index.of(name, unique.columns())
                    .withUnique(true)
                    .withInclude(unique.include())
                    .withNullsNotDistinct(unique.nullsNotDistinct());
        }
        throw new MigrationException(
                "Constraint " + constraint.name() + " is recorded as made from index " + name
                        + ", but only primary keys and unique constraints can be.",
                "leave the index out");
    }

    private static String rule(ServerVersion server, Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return "primary key (" + columns(server, key.name(), key.columns(), key.withoutOverlaps()) + ")"
                    + include(key.include()) + deferral(key.deferral());
        }
        if (constraint instanceof Constraint.Unique unique) {
            return unique(server, unique);
        }
        if (constraint instanceof Constraint.Check check) {
            return "check (" + check.expression() + ")" + (check.noInherit() ? " no inherit" : "")
                    + validity(server, check.name(), check.validated(), check.notEnforced());
        }
        return constraint instanceof ForeignKey key
                ? foreignKey(server, key)
                : exclude((Constraint.Exclusion) constraint);
    }

    private static String unique(ServerVersion server, Constraint.Unique unique) {
        if (unique.nullsNotDistinct()) {
            server.require(
                    15,
                    "Unique constraint " + unique.name() + " is nulls not distinct",
                    "create a unique index over coalesce(…) of its columns");
        }
        return "unique " + (unique.nullsNotDistinct() ? "nulls not distinct " : "") + "("
                + columns(server, unique.name(), unique.columns(), unique.withoutOverlaps()) + ")"
                + include(unique.include()) + deferral(unique.deferral());
    }

    private static String exclude(Constraint.Exclusion exclude) {
        String elements = exclude.elements().stream()
                .map(e -> Expressions.columnOrKey(e.expression()) + " with " + e.operator())
                .collect(Collectors.joining(", "));
        String where = exclude.where() == null ? "" : " where (" + exclude.where() + ")";
        return "exclude using " + quote(exclude.method()) + " (" + elements + ")" + where
                + deferral(exclude.deferral());
    }

    private static String foreignKey(ServerVersion server, ForeignKey key) {
        String references =
                key.referencedColumns().isEmpty() ? "" : " (" + withPeriod(key.referencedColumns(), key.period()) + ")";
        requireTemporal(server, key.name(), key.period());
        return "foreign key (" + withPeriod(key.columns(), key.period()) + ") references "
                + quote(key.referencedTable()) + references
                + (key.matchFull() ? " match full" : "")
                + onDelete(server, key)
                + action("update", key.onUpdate())
                + deferral(key.deferral())
                + validity(server, key.name(), key.validated(), key.notEnforced());
    }

    private static String validity(ServerVersion server, String name, boolean validated, boolean notEnforced) {
        if (notEnforced) {
            server.require(18, "Constraint " + name + " is not enforced", "leave the constraint out");
        }
        return notEnforced ? " not enforced" : validated ? "" : " not valid";
    }

    private static String columns(ServerVersion server, String name, List<String> columns, boolean withoutOverlaps) {
        requireTemporal(server, name, withoutOverlaps);
        return list(columns) + (withoutOverlaps ? " without overlaps" : "");
    }

    private static String withPeriod(List<String> columns, boolean period) {
        int last = columns.size() - 1;
        return period && last > 0
                ? list(columns.subList(0, last)) + ", period " + quote(columns.get(last))
                : list(columns);
    }

    private static void requireTemporal(ServerVersion server, String name, boolean temporal) {
        if (temporal) {
            server.require(
                    18, "Key " + name + " is without overlaps, or references a period", "use an exclusion constraint");
        }
    }

    private static String onDelete(ServerVersion server, ForeignKey key) {
        String action = action("delete", key.onDelete());
        if (key.onDeleteColumns().isEmpty()) {
            return action;
        }
        server.require(
                15,
                "Foreign key " + key.name() + " sets only some of its columns on delete",
                "leave the columns out, or do it in a trigger");
        if (key.onDelete() != ForeignKey.Action.SET_NULL && key.onDelete() != ForeignKey.Action.SET_DEFAULT) {
            throw new MigrationException(
                    "Foreign key " + key.name() + " names columns to set on delete, but sets none.",
                    "use on delete set null or set default, or leave the columns out");
        }
        return action + " (" + list(key.onDeleteColumns()) + ")";
    }

    private static String action(String event, ForeignKey.Action action) {
        return action == ForeignKey.Action.NO_ACTION
                ? ""
                : " on " + event + " " + action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String include(List<String> columns) {
        return columns.isEmpty() ? "" : " include (" + list(columns) + ")";
    }

    private static Constraint.Deferral deferralOf(Constraint constraint) {
        return constraint instanceof Constraint.PrimaryKey key
                ? key.deferral()
                : ((Constraint.Unique) constraint).deferral();
    }

    private static String deferral(Constraint.Deferral deferral) {
        return switch (deferral) {
            case NOT_DEFERRABLE -> "";
            case INITIALLY_IMMEDIATE -> " deferrable";
            case INITIALLY_DEFERRED -> " deferrable initially deferred";
        };
    }
}
