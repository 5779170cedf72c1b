package com.levymaster.migrate.schema;

import com.levymaster.migrate.schema.ColumnType.BuiltIn;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether a change of a column's type keeps every value.
 *
 * <p>A change is lossless if PostgreSQL converts each value of the old type by an assignment, without an error, and no two
 * different values become equal. The decisions that are not obvious:
 *
 * <ul>
 *   <li>{@code character(n)} to {@code varchar} or {@code text} is not lossless: the blank padding is removed, so clients
 *       read other strings than before. Nor is the opposite: it makes trailing blanks insignificant.
 *   <li>{@code json} to {@code jsonb} is not lossless: key order and duplicate keys disappear, and {@code \u0000} is refused.
 *       The opposite is.
 *   <li>Conversions between types with and without time zone depend on the session's time zone and are not lossless.
 *   <li>{@code numeric} to an integer type is not lossless even where the digits fit: {@code NaN} is refused.
 *   <li>{@code date} to {@code timestamp} is lossless although dates after the year 294276 are refused.
 *   <li>Every type but {@code character}, {@code bytea} and {@code oid} has a text form that keeps its values, under
 *       the default settings of a session. Bytes and large objects need not be text in any encoding.
 *   <li>Where it is not known, as between the types of an application, the answer is no.
 * </ul>
 *
 * <p>Whether PostgreSQL rewrites the table is another question; see the lint rule {@code TABLE_REWRITE}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">PostgreSQL: data types</a>
 * @see <a href="https://www.postgresql.org/docs/current/sql-createcast.html">PostgreSQL: casts</a>
 */
public final class TypeCompatibility {

    private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);

    /** Floating-point types hold these exactly: {@code real} has 24 significant bits, {@code double precision} 53. */
    private static final Map<String, Set<String>> EXACT_IN =
            Map.of("real", Set.of("smallint"), "double precision", Set.of("smallint", "integer", "real"));

    /** The length of the longest text form of a type that has a fixed one. */
    private static final Map<String, Integer> LONGEST_TEXT = Map.ofEntries(
            Map.entry("smallint", 6),
            Map.entry("integer", 11),
            Map.entry("bigint", 20),
            Map.entry("real", 15),
            Map.entry("double precision", 24),
            Map.entry("boolean", 5),
            Map.entry("uuid", 36),
            Map.entry("name", 63),
            Map.entry("macaddr", 17),
            Map.entry("date", 13),
            Map.entry("time without time zone", 15),
            Map.entry("time with time zone", 24),
            Map.entry("timestamp without time zone", 29));

    private static final Set<String> WITHOUT_TEXT_FORM = Set.of("character", "bpchar", "bytea", "oid");
    private static final Set<String> UNBOUNDED_TEXTS = Set.of("text", "character varying");
    private static final Set<String> PADDED_TEXTS = Set.of("character", "bpchar");

    private static final Set<String> WITH_FRACTIONAL_SECONDS = Set.of(
            "time without time zone", "time with time zone", "timestamp without time zone", "timestamp with time zone");

    /** The last field of an interval decides what is discarded: all that is smaller. */
    private static final List<String> INTERVAL_FIELDS = List.of("year", "month", "day", "hour", "minute", "second");

    /** Pairs that do not depend on modifiers, as {@code from>to}. */
    private static final Set<String> LOSSLESS =
            Set.of("date>timestamp without time zone", "jsonb>json", "cidr>inet", "macaddr>macaddr8");

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int MICROSECONDS = 6;

    private TypeCompatibility() {}

    /**
     * Whether each value of one type is kept, unchanged in meaning, by a change of the column to the other type.
     *
     * @return {@code false} also where it is not known
     */
    public static boolean isLossless(ColumnType from, ColumnType to) {
        if (from.equals(to)) {
            return true;
        }
        if (from instanceof ColumnType.Array array) {
            ColumnType element = to instanceof ColumnType.Array target ? target.element() : to;
            return (to instanceof ColumnType.Array || isUnboundedText(to)) && isLossless(array.element(), element);
        }
        if (isUnboundedText(to)) {
            return !(from instanceof BuiltIn builtIn) || !WITHOUT_TEXT_FORM.contains(builtIn.name());
        }
        return from instanceof BuiltIn old
                && to instanceof BuiltIn target
                && hasNumericModifiers(old)
                && hasNumericModifiers(target)
                && isLosslessBuiltIn(old, target);
    }

    private static boolean isLosslessBuiltIn(BuiltIn from, BuiltIn to) {
        boolean padded = PADDED_TEXTS.contains(from.name()) && PADDED_TEXTS.contains(to.name());
        if (padded) {
            return length(from) <= length(to);
        }
        return switch (to.name()) {
            case "smallint", "integer", "bigint" ->
                from.isInteger() && TypeParser.INTEGERS.indexOf(from.name()) <= TypeParser.INTEGERS.indexOf(to.name());
            case "real", "double precision" ->
                EXACT_IN.getOrDefault(to.name(), Set.of()).contains(from.name());
            case "numeric" -> isLosslessNumeric(from, to);
            case "character varying" -> longestText(from) <= length(to);
            case "bit varying" -> from.name().startsWith("bit") && length(from) <= length(to);
            default -> isLosslessTime(from, to) || LOSSLESS.contains(from.name() + ">" + to.name());
        };
    }

    /** Requires as many digits before the decimal point, and as many after it. */
    private static boolean isLosslessNumeric(BuiltIn from, BuiltIn to) {
        if (!from.isInteger() && !from.name().equals("numeric")) {
            return false;
        }
        if (to.modifiers().isEmpty()) {
            return true;
        }
        if (from.isInteger()) {
            return scale(to) >= 0 && wholeDigits(to) >= DIGITS.getOrDefault(from.name(), UNLIMITED);
        }
        return !from.modifiers().isEmpty() && scale(to) >= scale(from) && wholeDigits(to) >= wholeDigits(from);
    }

    private static boolean isLosslessTime(BuiltIn from, BuiltIn to) {
        if (from.name().startsWith("interval") && to.name().startsWith("interval")) {
            return lastField(from) <= lastField(to) && fractionalDigits(from) <= fractionalDigits(to);
        }
        return from.name().equals(to.name())
                && WITH_FRACTIONAL_SECONDS.contains(to.name())
                && fractionalDigits(from) <= fractionalDigits(to);
    }

    private static boolean isUnboundedText(ColumnType type) {
        return type instanceof BuiltIn builtIn
                && UNBOUNDED_TEXTS.contains(builtIn.name())
                && builtIn.modifiers().isEmpty();
    }

    /** The length of the longest text form; {@link #UNLIMITED} also where it is not known. */
    private static long longestText(BuiltIn from) {
        return switch (from.name()) {
            case "character varying", "bit", "bit varying" -> length(from);
            case "numeric" -> from.modifiers().isEmpty() ? UNLIMITED : longestNumber(from);
            default -> LONGEST_TEXT.getOrDefault(from.name(), UNLIMITED);
        };
    }

    /** A sign, the digits and a decimal point, with a zero before it at the least; or {@code NaN}. */
    private static long longestNumber(BuiltIn numeric) {
        long whole = Math.max(wholeDigits(numeric), 1);
        long fraction = scale(numeric) > 0 ? 1 + scale(numeric) : 0;
        return Math.max(1 + whole + fraction, "NaN".length());
    }

    private static int length(BuiltIn type) {
        return modifier(type, 0, UNLIMITED);
    }

    private static int scale(BuiltIn numeric) {
        return modifier(numeric, 1, 0);
    }

    private static int wholeDigits(BuiltIn numeric) {
        return modifier(numeric, 0, UNLIMITED) - scale(numeric);
    }

    private static int lastField(BuiltIn interval) {
        String name = interval.name();
        String last = name.substring(name.lastIndexOf(' ') + 1);
        return INTERVAL_FIELDS.contains(last) ? INTERVAL_FIELDS.indexOf(last) : INTERVAL_FIELDS.indexOf("second");
    }

    /** Of a second; an interval without seconds has none. */
    private static int fractionalDigits(BuiltIn type) {
        boolean seconds = !type.name().startsWith("interval") || lastField(type) == INTERVAL_FIELDS.indexOf("second");
        return seconds ? modifier(type, 0, MICROSECONDS) : 0;
    }

    private static boolean hasNumericModifiers(BuiltIn type) {
        return type.modifiers().stream().allMatch(modifier -> modifier.matches("-?\\d{1,9}"));
    }

    private static int modifier(BuiltIn type, int index, int absent) {
        return index < type.modifiers().size()
                ? Integer.parseInt(type.modifiers().get(index))
                : absent;
    }
}
