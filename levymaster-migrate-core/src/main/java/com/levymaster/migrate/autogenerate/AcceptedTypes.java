package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ColumnType.Array;
import com.levymaster.migrate.schema.ColumnType.BuiltIn;
import com.levymaster.migrate.schema.ColumnType.UserDefined;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.List;
import java.util.Set;

/** The types of columns that Hibernate's schema validation accepts for a mapped type of unstated length and precision. */
final class AcceptedTypes {

    private static final List<Set<String>> ALIKE =
            List.of(Set.of("real", "double precision"), Set.of("json", "jsonb"), Set.of("character varying", "text"));

    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

    private AcceptedTypes() {}

    /** Whether Hibernate accepts the actual type of a column where it would create the desired one. */
    static boolean accepts(ColumnType desired, ColumnType actual, DatabaseSchema schema) {
        if (desired instanceof Array && actual instanceof Array) {
            return true;
        }
        if (desired instanceof BuiltIn one && actual instanceof BuiltIn other) {
            return one.name().equals(other.name())
                    || ALIKE.stream().anyMatch(set -> set.contains(one.name()) && set.contains(other.name()))
                    || INTEGERS.contains(one.name()) && INTEGERS.indexOf(one.name()) < INTEGERS.indexOf(other.name());
        }
        return isEnum(desired, schema) && isText(actual) || isText(desired) && isEnum(actual, schema);
    }

    /** Whether both have the same values: a precision of 6 is what a timestamp has anyway. */
    static boolean isSame(ColumnType one, ColumnType other) {
        return withoutDefaultPrecision(one).equals(withoutDefaultPrecision(other));
    }

    private static ColumnType withoutDefaultPrecision(ColumnType type) {
        return type instanceof BuiltIn builtIn
                        && builtIn.name().startsWith("time")
                        && builtIn.modifiers().equals(List.of("6"))
                ? new BuiltIn(builtIn.name(), List.of())
                : type;
    }

    private static boolean isText(ColumnType type) {
        return type instanceof BuiltIn builtIn
                && (builtIn.name().equals("text") || builtIn.name().equals("character varying"));
    }

    private static boolean isEnum(ColumnType type, DatabaseSchema schema) {
        return type instanceof UserDefined user && schema.enums().containsKey(schema.resolve(user.name()));
    }
}
