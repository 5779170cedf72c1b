package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns a foreign key can join: those whose types have an operator {@code =}, or of which the referencing one is
 * converted without being asked. Of other types than those of PostgreSQL it is not known.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK">PostgreSQL: foreign keys</a>
 */
final class ComparableTypes {

    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("smallint", "integer", "bigint"),
            Set.of("numeric"),
            Set.of("real", "double precision"),
            Set.of("text", "character varying", "name", "character"),
            Set.of("date", "timestamp without time zone", "timestamp with time zone"),
            Set.of("boolean"),
            Set.of("uuid"),
            Set.of("bytea"));

    /** What the types of a family are converted to, by the index of the family. */
    private static final Map<Integer, Set<Integer>> CONVERTED = Map.of(0, Set.of(1, 2), 1, Set.of(2));

    private ComparableTypes() {}

    /** Whether PostgreSQL certainly refuses a foreign key from a column of the first type to one of the second. */
    static boolean areIncomparable(DatabaseSchema schema, ColumnType from, ColumnType to) {
        if (isOverEnum(schema, from) || isOverEnum(schema, to)) {
            return true;
        }
        int referencing = family(schema, from);
        int referenced = family(schema, to);
        return referencing >= 0
                && referenced >= 0
                && referencing != referenced
                && !CONVERTED.getOrDefault(referencing, Set.of()).contains(referenced);
    }

    /** The operators of enums take no values of domains. */
    private static boolean isOverEnum(DatabaseSchema schema, ColumnType type) {
        Domain domain =
                type instanceof ColumnType.UserDefined user ? schema.domains().get(schema.resolve(user.name())) : null;
        return domain != null
                && domain.type() instanceof ColumnType.UserDefined base
                && schema.enums().containsKey(schema.resolve(base.name()));
    }

    /** The index of the family; -1 if none is known. */
    private static int family(DatabaseSchema schema, ColumnType type) {
        if (type instanceof ColumnType.UserDefined user) {
            Domain domain = schema.domains().get(schema.resolve(user.name()));
            return domain == null ? -1 : family(schema, domain.type());
        }
        for (int i = 0; i < FAMILIES.size(); i++) {
            if (type instanceof ColumnType.BuiltIn builtIn && FAMILIES.get(i).contains(builtIn.name())) {
                return i;
            }
        }
        return -1;
    }
}
