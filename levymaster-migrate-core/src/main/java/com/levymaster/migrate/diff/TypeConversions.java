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
 * The {@code using} expressions of type changes: those that PostgreSQL does not perform automatically, and those that it performs
 * by the settings of the session.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-cast.html">PostgreSQL: pg_cast</a>
 */
public final class TypeConversions {

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

    private static final Set<String> WHOLE = Set.of("smallint", "bigint", "integer");

    private static final Set<String> JSON = Set.of("json", "jsonb");

    /** Types that PostgreSQL casts in both directions, though not automatically. */
    private static final List<Set<String>> CASTS =
            List.of(Set.of("time without time zone", "interval"), Set.of("money", "numeric"), Set.of("xml", "text"));

    /**
     * Conversions for which a cast does not exist or means something else: {@code from>to} → expression, {@code %1$s}
     * is the column, {@code %2$s} the time zone as a literal, {@code %3$s} the new type.
     */
    private static final Map<String, String> SPECIAL = Map.ofEntries(
            Map.entry("oid>text", "convert_from(lo_get(%1$s), 'UTF8')"),
            Map.entry("oid>bytea", "lo_get(%1$s)"),
            Map.entry("text>oid", "lo_from_bytea(0, convert_to(%1$s, 'UTF8'))"),
            Map.entry("bytea>oid", "lo_from_bytea(0, %1$s)"),
            Map.entry("text>bytea", "convert_to(%1$s, 'UTF8')"),
            Map.entry("bytea>text", "convert_from(%1$s, 'UTF8')"),
            Map.entry("inet>text", "abbrev(%1$s)"),
            Map.entry("money>text", "%1$s::numeric"),
            Map.entry("money>whole", "%1$s::numeric"),
            Map.entry("whole>money", "%1$s::numeric::money"),
            Map.entry("text>money", "%1$s::numeric::money"),
            Map.entry("character(1)>text", "rpad(%1$s::text, 1)"),
            Map.entry("interval second>text", "'PT' || extract(epoch from %1$s) || 'S'"),
            Map.entry("timestamp without time zone>text", "to_char(%1$s, 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"),
            Map.entry("uuid>bytea", "uuid_send(%1$s)"),
            Map.entry("bytea>uuid", "encode(%1$s, 'hex')::uuid"),
            Map.entry("whole>boolean", "(%1$s <> 0)"),
            Map.entry("numeric>boolean", "(%1$s <> 0)"),
            Map.entry("boolean>whole", "%1$s::integer"),
            Map.entry("boolean>numeric", "%1$s::integer"),
            Map.entry("numeric>interval", "make_interval(secs => (%1$s / 1000000000.0)::double precision)"),
            Map.entry("interval>numeric", "extract(epoch from %1$s) * 1000000000"),
            Map.entry("timestamp without time zone>timestamp with time zone", "%1$s at time zone %2$s"),
            Map.entry("timestamp with time zone>timestamp without time zone", "%1$s at time zone %2$s"),
            Map.entry("date>timestamp with time zone", "%1$s::timestamp at time zone %2$s"),
            Map.entry("timestamp with time zone>date", "(%1$s at time zone %2$s)::date"),
            Map.entry("time without time zone>time with time zone", "timetz '00:00+00' + %1$s::interval"),
            Map.entry("time with time zone>time without time zone", "(%1$s at time zone 'UTC')::time"),
            Map.entry(
                    "timestamp with time zone>text",
                    "to_char(%1$s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"));

    private static final Set<String> EXACT = Set.of(
            "uuid>bytea",
            "boolean>whole",
            "boolean>numeric",
            "oid>bytea",
            "bytea>oid",
            "inet>text",
            "character(1)>text",
            "interval second>text",
            "timestamp without time zone>text",
            "timestamp with time zone>text");

    /** No text of an exact conversion is longer. */
    private static final int LONGEST_TEXT = 49;

    private static final Set<String> ZONED = Set.of("timestamp with time zone", "time with time zone");

    private static final Set<String> TIMES = Set.of(
            "date",
            "time without time zone",
            "time with time zone",
            "timestamp without time zone",
            "timestamp with time zone");

    /** Quotes names, which is the same in all versions. */
    private static final Dialect NAMES = Dialect.postgresql(180000);

    private TypeConversions() {}

    /**
     * The expression that converts the old value; {@code null} if an assignment cast exists, or no conversion is known.
     *
     * @param timeZone of values that do not state one
     */
    static @Nullable String using(String column, ColumnType from, ColumnType to, String timeZone) {
        String name = NAMES.quote(column);
        String special = special(from, to);
        if (special != null) {
            return special.formatted(name, NAMES.literal(timeZone), to.display());
        }
        return isAssignable(from, to) || !isCast(from, to) ? null : name + "::" + display(from, to);
    }

    /** Whether values of one type can become values of the other. */
    public static boolean exists(ColumnType from, ColumnType to) {
        return special(from, to) != null || isAssignable(from, to) || isCast(from, to);
    }

    /** Whether the conversion adds or removes a time zone, which only the author knows. */
    public static boolean dependsOnTimeZone(ColumnType from, ColumnType to) {
        return TIMES.contains(base(from))
                && TIMES.contains(base(to))
                && ZONED.contains(base(from)) != ZONED.contains(base(to));
    }

    /** Whether the conversion keeps every value, although it is not an assignment. */
    public static boolean isExact(ColumnType from, ColumnType to) {
        if (JSON.contains(base(to)) && !from.isCharacterType()) {
            return true;
        }
        boolean fits = !to.isCharacterType()
                || !(to instanceof ColumnType.BuiltIn text)
                || text.modifiers().isEmpty()
                || from.display().equals("character(1)")
                || Integer.parseInt(text.modifiers().get(0)) >= LONGEST_TEXT;
        return fits && (EXACT.contains(narrow(from) + ">" + kind(to)) || EXACT.contains(kind(from) + ">" + kind(to)));
    }

    /** Whether the conversion only removes blanks at the end, which are insignificant until then. */
    public static boolean removesPadding(ColumnType from, ColumnType to) {
        return from instanceof ColumnType.BuiltIn padded
                && to instanceof ColumnType.BuiltIn text
                && padded.name().equals("character")
                && !text.name().equals("character")
                && text.isCharacterType()
                && (text.modifiers().isEmpty()
                        || Integer.parseInt(text.modifiers().get(0))
                                >= Integer.parseInt(
                                        padded.modifiers().isEmpty()
                                                ? "1"
                                                : padded.modifiers().get(0)));
    }

    /** The kind, more exactly where the conversion depends on that. */
    private static String narrow(ColumnType type) {
        return type.display().equals("character(1)") ? "character(1)" : base(type);
    }

    private static @Nullable String special(ColumnType from, ColumnType to) {
        String narrow = SPECIAL.get(narrow(from) + ">" + kind(to));
        String special = narrow == null ? SPECIAL.get(kind(from) + ">" + kind(to)) : narrow;
        boolean padded = narrow(from).equals("character(1)")
                && to instanceof ColumnType.BuiltIn text
                && text.name().equals("character");
        if (special != null && !padded) {
            return special;
        }
        boolean scalar = from instanceof ColumnType.BuiltIn && to instanceof ColumnType.BuiltIn;
        if (JSON.contains(base(to)) && !JSON.contains(base(from)) && !from.isCharacterType()) {
            return "to_" + base(to) + "(%1$s)";
        }
        return scalar && JSON.contains(base(from)) && !JSON.contains(base(to)) && !to.isCharacterType()
                ? "(%1$s #>> '{}')::%3$s"
                : null;
    }

    /** The cast; an enum is converted to another enum by way of its label. */
    private static String display(ColumnType from, ColumnType to) {
        boolean both = from instanceof ColumnType.UserDefined && to instanceof ColumnType.UserDefined;
        return (both ? "text::" : "") + to.display();
    }

    /** Whether {@code ::} converts: a text is read as the other type; what an application's type casts to is not known. */
    private static boolean isCast(ColumnType from, ColumnType to) {
        if (from instanceof ColumnType.Array one && to instanceof ColumnType.Array other) {
            return special(one.element(), other.element()) == null && isCast(one.element(), other.element());
        }
        if (from.isCharacterType()) {
            return true;
        }
        if (from instanceof ColumnType.UserDefined || to instanceof ColumnType.UserDefined) {
            return true;
        }
        return CASTS.stream().anyMatch(pair -> pair.contains(base(from)) && pair.contains(base(to)));
    }

    private static boolean isAssignable(ColumnType from, ColumnType to) {
        if (from instanceof ColumnType.Array one && to instanceof ColumnType.Array other) {
            return special(one.element(), other.element()) == null && isAssignable(one.element(), other.element());
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
                && special(actual.type(), desired.type()) == null
                && isAssignable(actual.type(), desired.type());
    }

    private static String kind(ColumnType type) {
        if (type.isCharacterType()) {
            return "text";
        }
        String base = base(type);
        return WHOLE.contains(base) ? "whole" : base.startsWith("interval") ? "interval" : base;
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
