package com.levymaster.migrate.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An object that is known by its SQL definition only. The schema does not hold these objects, and the comparison with
 * entities leaves them alone.
 *
 * @param name without schema for a publication; for a trigger or policy, only its {@code name()} is used
 * @param arguments of a function or procedure, in parentheses; {@code null} for other kinds
 * @param table of a trigger or policy; {@code null} for other kinds
 */
public record DefinedObject(
        DefinedKind kind,
        ObjectName name,
        @Nullable String arguments,
        @Nullable ObjectName table) {

    /** Kinds of objects that SQL defines. */
    public enum DefinedKind {
        FUNCTION,
        PROCEDURE,
        TRIGGER,
        POLICY,
        STATISTICS,
        PUBLICATION,
        RANGE_TYPE;

        /** The words of {@code create} and {@code drop}: {@code type} for a range type. */
        public String keyword() {
            return this == RANGE_TYPE ? "type" : name().toLowerCase(Locale.ROOT);
        }

        /** Whether {@code create or replace} exists, and the name is followed by arguments. */
        public boolean isRoutine() {
            return this == FUNCTION || this == PROCEDURE;
        }

        /** Whether the object belongs to a table, whose schema is its own. */
        public boolean isOnTable() {
            return this == TRIGGER || this == POLICY;
        }
    }

    @Override
    public String toString() {
        String of = arguments == null ? "" : arguments;
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name + of
                + (table == null ? "" : " on " + table);
    }
}
