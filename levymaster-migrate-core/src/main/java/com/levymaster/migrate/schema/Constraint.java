package com.levymaster.migrate.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constraint of a table. Its name is unique within the table. */
public sealed interface Constraint
        permits Constraint.PrimaryKey, Constraint.Unique, Constraint.Check, Constraint.Exclusion, ForeignKey {

    /** The name of the constraint. */
    String name();

    /** The comment of the constraint; {@code null} for none. */
    @Nullable
    String comment();

    /** Returns a copy with this name. */
    Constraint withName(String name);

    /** Returns a copy with this comment; {@code null} for none. */
    Constraint withComment(@Nullable String comment);

    /** When a constraint is checked. */
    enum Deferral {
        /** At the end of each statement; cannot be deferred. */
        NOT_DEFERRABLE,
        /** At the end of each statement, unless the transaction executes {@code set constraints … deferred}. */
        INITIALLY_IMMEDIATE,
        /** At commit. */
        INITIALLY_DEFERRED
    }

    /**
     * The primary key; its columns are not null.
     *
     * @param include further columns stored in its index
     * @param withoutOverlaps whether the last column is a range that must not overlap (PostgreSQL 18 and later)
     */
    record PrimaryKey(
            String name,
            List<String> columns,
            List<String> include,
            boolean withoutOverlaps,
            Deferral deferral,
            @Nullable String comment)
            implements Constraint {

        public PrimaryKey {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        /** Creates a primary key that is not deferrable and includes no further columns. */
        public static PrimaryKey of(String name, List<String> columns) {
            return new PrimaryKey(name, columns, List.of(), false, Deferral.NOT_DEFERRABLE, null);
        }

        @Override
        public PrimaryKey withName(String value) {
            return new PrimaryKey(value, columns, include, withoutOverlaps, deferral, comment);
        }

        @Override
        public PrimaryKey withComment(@Nullable String value) {
            return new PrimaryKey(name, columns, include, withoutOverlaps, deferral, value);
        }

        /** Returns a copy with these columns. */
        public PrimaryKey withColumns(List<String> key, List<String> included) {
            return new PrimaryKey(name, key, included, withoutOverlaps, deferral, comment);
        }
    }

    /**
     * A unique constraint: no two rows are equal in these columns.
     *
     * @param nullsNotDistinct whether two nulls are equal (PostgreSQL 15 and later)
     * @param withoutOverlaps whether the last column is a range that must not overlap (PostgreSQL 18 and later)
     */
    record Unique(
            String name,
            List<String> columns,
            List<String> include,
            boolean nullsNotDistinct,
            boolean withoutOverlaps,
            Deferral deferral,
            @Nullable String comment)
            implements Constraint {

        public Unique {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        /** Creates a unique constraint that is not deferrable and treats nulls as distinct. */
        public static Unique of(String name, List<String> columns) {
            return new Unique(name, columns, List.of(), false, false, Deferral.NOT_DEFERRABLE, null);
        }

        @Override
        public Unique withName(String value) {
            return new Unique(value, columns, include, nullsNotDistinct, withoutOverlaps, deferral, comment);
        }

        @Override
        public Unique withComment(@Nullable String value) {
            return new Unique(name, columns, include, nullsNotDistinct, withoutOverlaps, deferral, value);
        }

        /** Returns a copy with these columns. */
        public Unique withColumns(List<String> key, List<String> included) {
            return new Unique(name, key, included, nullsNotDistinct, withoutOverlaps, deferral, comment);
        }
    }

    /**
     * A check constraint: the expression is not false for any row.
     *
     * @param expression the SQL expression, without the parentheses around it
     * @param validated whether the existing rows have been checked ({@code not valid} otherwise)
     * @param noInherit whether child tables do not inherit it
     * @param notEnforced whether no row is checked (PostgreSQL 18 and later); it is then not validated either
     */
    record Check(
            String name,
            String expression,
            boolean validated,
            boolean noInherit,
            boolean notEnforced,
            @Nullable String comment)
            implements Constraint {

        /** Creates a validated check that child tables inherit. */
        public static Check of(String name, String expression) {
            return new Check(name, expression, true, false, false, null);
        }

        @Override
        public Check withName(String value) {
            return new Check(value, expression, validated, noInherit, notEnforced, comment);
        }

        @Override
        public Check withComment(@Nullable String value) {
            return new Check(name, expression, validated, noInherit, notEnforced, value);
        }

        /** Returns a copy with this validation state. */
        public Check withValidated(boolean value) {
            return new Check(name, expression, value, noInherit, notEnforced, comment);
        }

        /** Returns a copy with this expression. */
        public Check withExpression(String value) {
            return new Check(name, value, validated, noInherit, notEnforced, comment);
        }
    }

    /**
     * An exclusion constraint: there are no two rows for which all operators return true.
     *
     * @param method the index method, such as {@code gist}
     * @param where the predicate that restricts the rows; {@code null} for all rows
     */
    record Exclusion(
            String name,
            String method,
            List<Element> elements,
            @Nullable String where,
            Deferral deferral,
            @Nullable String comment)
            implements Constraint {

        public Exclusion {
            elements = List.copyOf(elements);
        }

        /** A column name or expression in SQL, and the operator that compares two rows in it. */
        public record Element(String expression, String operator) {}

        @Override
        public Exclusion withName(String value) {
            return new Exclusion(value, method, elements, where, deferral, comment);
        }

        @Override
        public Exclusion withComment(@Nullable String value) {
            return new Exclusion(name, method, elements, where, deferral, value);
        }
    }
}
