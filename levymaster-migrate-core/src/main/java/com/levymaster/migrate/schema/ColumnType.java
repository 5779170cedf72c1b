package com.levymaster.migrate.schema;

import java.util.List;

/**
 * The type of a column, in PostgreSQL's canonical spelling ({@code character varying}, {@code timestamp with time
 * zone}), so that two types are equal if and only if they are equal for the server.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">PostgreSQL: data types</a>
 */
public sealed interface ColumnType {

    /** The type as PostgreSQL's {@code format_type} shows it, for messages and comparison. */
    String display();

    /** Whether this is {@code smallint}, {@code integer} or {@code bigint}: the types that sequences and identities have. */
    default boolean isInteger() {
        return this instanceof BuiltIn builtIn && TypeParser.INTEGERS.contains(builtIn.name());
    }

    /** Whether this is {@code text}, {@code character varying} or {@code character}, of any length. */
    default boolean isCharacterType() {
        return this instanceof BuiltIn builtIn && TypeParser.TEXTS.contains(builtIn.name());
    }

    /** An array of this type. PostgreSQL does not distinguish dimensions, so an array of an array is the same array. */
    default ColumnType array() {
        return this instanceof Array ? this : new Array(this);
    }

    /** Parses any spelling that PostgreSQL accepts for a type, aliases included ({@code int4}, {@code varchar(20)[]}). */
    static ColumnType parse(String text) {
        return TypeParser.parse(text);
    }

    /**
     * A type of {@code pg_catalog}.
     *
     * @param name canonical name without modifiers, such as {@code timestamp with time zone}
     * @param modifiers the type modifiers, {@code [10, 4]} of {@code numeric(10,4)}; empty for most types
     */
    record BuiltIn(String name, List<String> modifiers) implements ColumnType {

        public BuiltIn {
            modifiers = List.copyOf(modifiers);
        }

        @Override
        public String display() {
            return TypeParser.display(name, modifiers);
        }
    }

    /** An enum, domain or composite type of the application, or a type of an extension. */
    record UserDefined(ObjectName name, List<String> modifiers) implements ColumnType {

        public UserDefined {
            modifiers = List.copyOf(modifiers);
        }

        @Override
        public String display() {
            return TypeParser.display(name.toString(), modifiers);
        }
    }

    /** An array, of any number of dimensions. */
    record Array(ColumnType element) implements ColumnType {

        @Override
        public String display() {
            return element.display() + "[]";
        }
    }
}
