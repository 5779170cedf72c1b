package com.levymaster.migrate.diff;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DefaultValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code using} expressions of type changes that PostgreSQL does not perform automatically.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-cast.html">PostgreSQL: pg_cast</a>
 */
final class UsingExpressions {

    /** Families of types that are assignable to each other; every type is assignable to text. */
    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision"),
            Set.of("character varying", "text", "character", "name", "\"char\""),
            Set.of("date", "timestamp without time zone", "timestamp with time zone"),
            Set.of("time without time zone", "time with time zone"),
            Set.of("json", "jsonb"),
            Set.of("bit", "bit varying"),
            Set.of("inet", "cidr"),
            Set.of("macaddr", "macaddr8"));

    private static final Set<String> WHOLE = Set.of("smallint", "bigint");

    /**
     * Conversions for which a cast does not exist or means something else: {@code from>to} → expression, {@code %s}
     * is the column.
     */
    private static final Map<String, String> SPECIAL = Map.ofEntries(
            Map.entry("oid>text", "convert_from(lo_get(%s), 'UTF8')"),
            Map.entry("oid>bytea", "lo_get(%s)"),
            Map.entry("text>oid", "lo_from_bytea(0, convert_to(%s, 'UTF8'))"),
            Map.entry("bytea>oid", "lo_from_bytea(0, %s)"),
            Map.entry("text>bytea", "convert_to(%s, 'UTF8')"),
            Map.entry("bytea>text", "convert_from(%s, 'UTF8')"),
            Map.entry("whole>boolean", "(%s <> 0)"),
            Map.entry("numeric>boolean", "(%s <> 0)"),
            Map.entry("boolean>whole", "%s::integer"),
            Map.entry("boolean>numeric", "%s::integer"));

    /** Quotes names, which is the same in all versions. */
    private static final Dialect NAMES = Dialect.postgresql(180000);

    private UsingExpressions() {}

    /** The expression that converts the old value; {@code null} if an assignment cast exists. */
    static @Nullable String using(String column, ColumnType from, ColumnType to) {
        String name = NAMES.quote(column);
        String special = SPECIAL.get(kind(from) + ">" + kind(to));
        if (special != null) {
            return special.formatted(name);
        }
        return isAssignable(from, to) ? null : name + "::" + display(from, to);
    }

    /** The cast; an enum is converted to another enum by way of its label. */
    private static String display(ColumnType from, ColumnType to) {
        boolean both = from instanceof ColumnType.UserDefined && to instanceof ColumnType.UserDefined;
        return (both ? "text::" : "") + to.display();
    }

    private static boolean isAssignable(ColumnType from, ColumnType to) {
        if (from instanceof ColumnType.Array one && to instanceof ColumnType.Array other) {
            return isAssignable(one.element(), other.element());
        }
        if (base(from).equals(base(to)) || to.isCharacterType()) {
            return true;
        }
        return FAMILIES.stream().anyMatch(family -> family.contains(base(from)) && family.contains(base(to)));
    }

    /** Whether the default of a column is unchanged and PostgreSQL can convert it to the new type. */
    static boolean keepsDefault(Column actual, Column desired) {
        DefaultValue value = actual.defaultValue();
        return value != null
                && value.equals(desired.defaultValue())
                && !(value instanceof DefaultValue.Expression)
                && isAssignable(actual.type(), desired.type());
    }

    private static String kind(ColumnType type) {
        if (type.isCharacterType()) {
            return "text";
        }
        String base = base(type);
        return WHOLE.contains(base) ? "whole" : base;
    }

    private static String base(ColumnType type) {
        if (type instanceof ColumnType.BuiltIn builtIn) {
            return builtIn.name();
        }
        return type instanceof ColumnType.UserDefined user
                ? user.name().toString()
                : base(((ColumnType.Array) type).element()) + "[]";
    }
}
