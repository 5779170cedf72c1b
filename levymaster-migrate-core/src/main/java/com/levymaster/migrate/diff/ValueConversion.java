package com.levymaster.migrate.diff;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Converts a column value by value: between the ordinals and the names of an enum, between booleans and letters. A value that is
 * in no pair makes the conversion fail, instead of being lost.
 *
 * @param pairs old and new values as SQL literals
 */
public record ValueConversion(String column, Map<String, String> pairs, ColumnType from, ColumnType to) {

    /** Quotes names and values, which is the same in all versions. */
    private static final Dialect QUOTES = Dialect.postgresql(180000);

    /** Begins no value of an enum. */
    private static final String MARK = "=>";

    private static final List<Set<String>> LETTERS = List.of(Set.of("'Y'", "'N'"), Set.of("'T'", "'F'"));

    /** The conversion between the two columns; {@code null} if neither stores an enum or letters. */
    static @Nullable ValueConversion between(
            Column actual, Table before, Column desired, Table after, ValueMapping values) {
        EnumConstants mapped = values.enumConstants().get(new MappedColumn(after.name(), desired.name()));
        Map<String, String> pairs = Map.of();
        if (mapped != null && !mapped.stored().isEmpty()) {
            pairs = toStored(actual, desired.type(), before, mapped);
        } else if (mapped != null && isNumber(actual.type()) && !isNumber(desired.type())) {
            pairs = isOther(actual, before) ? pairs : fromOrdinals(literals(mapped));
        } else if (mapped != null && isNumber(desired.type()) && !isNumber(actual.type())) {
            pairs = reversed(fromOrdinals(literals(mapped)));
        } else if (actual.type().isInteger() && !desired.type().isInteger()) {
            pairs = fromOrdinals(AllowedValues.of(after, desired.name()));
        } else if (desired.type().isInteger()
                && !actual.type().isInteger()
                && AllowedValues.isOrdinal(after, desired.name())) {
            pairs = reversed(fromOrdinals(AllowedValues.of(before, desired.name())));
        } else if (isBoolean(actual) && desired.type().isCharacterType()) {
            pairs = letters(AllowedValues.of(after, desired.name()));
        } else if (isBoolean(desired) && actual.type().isCharacterType()) {
            pairs = reversed(letters(AllowedValues.of(before, actual.name())));
        }
        return pairs.isEmpty() ? null : new ValueConversion(actual.name(), pairs, actual.type(), desired.type());
    }

    /**
     * The conversion of a column that keeps its type, from the numbers or names of an enum to the values that the mapping states for
     * its constants; {@code null} if it states none, or the column has them already.
     *
     * @param before the table when it had the numbers or names
     */
    public static @Nullable ValueConversion toStored(Column column, Table before, ValueMapping values) {
        EnumConstants mapped = values.enumConstants().get(new MappedColumn(before.name(), column.name()));
        Map<String, String> pairs = mapped == null ? Map.of() : toStored(column, column.type(), before, mapped);
        return pairs.isEmpty() ? null : new ValueConversion(column.name(), pairs, column.type(), column.type());
    }

    /** Without a check, such as in an array, a number that becomes a text stands for a constant, and so does a text that becomes one. */
    private static Map<String, String> toStored(Column actual, ColumnType to, Table before, EnumConstants mapped) {
        List<String> names = literals(mapped);
        List<String> allowed = AllowedValues.of(before, actual.name());
        boolean named = isUserDefined(actual.type())
                || (allowed.isEmpty() ? isText(actual.type()) && isNumber(to) : names.containsAll(allowed));
        boolean numbered = AllowedValues.isOrdinal(before, actual.name())
                || isNumber(actual.type()) && !isNumber(to) && !isOther(actual, before);
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < mapped.stored().size() && (named || numbered); i++) {
            pairs.put(
                    numbered ? String.valueOf(i) : names.get(i), mapped.stored().get(i));
        }
        return pairs.entrySet().stream().allMatch(pair -> pair.getKey().equals(pair.getValue())) ? Map.of() : pairs;
    }

    private static boolean isUserDefined(ColumnType type) {
        return type instanceof ColumnType.UserDefined
                || type instanceof ColumnType.Array array && isUserDefined(array.element());
    }

    private static boolean isText(ColumnType type) {
        return type instanceof ColumnType.Array array ? isText(array.element()) : type.isCharacterType();
    }

    private static List<String> literals(EnumConstants constants) {
        return constants.names().stream().map(QUOTES::literal).toList();
    }

    /** Whether the check of the column lists other numbers than those of constants. */
    private static boolean isOther(Column column, Table table) {
        List<String> numbers = AllowedValues.numbers(table, column.name());
        return IntStream.range(0, numbers.size()).anyMatch(i -> !numbers.contains(String.valueOf(i)));
    }

    /** Whether values of the type, or the elements of an array, are whole numbers. */
    public static boolean isNumber(ColumnType type) {
        return type instanceof ColumnType.Array array ? array.element().isInteger() : type.isInteger();
    }

    private static Map<String, String> fromOrdinals(List<String> labels) {
        Map<String, String> pairs = new LinkedHashMap<>();
        labels.forEach(label -> pairs.put(String.valueOf(pairs.size()), label));
        return pairs;
    }

    private static Map<String, String> letters(List<String> allowed) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (LETTERS.contains(Set.copyOf(allowed))) {
            pairs.put("true", allowed.contains("'Y'") ? "'Y'" : "'T'");
            pairs.put("false", allowed.contains("'N'") ? "'N'" : "'F'");
        }
        return pairs;
    }

    private static boolean isBoolean(Column column) {
        return column.type().display().equals("boolean");
    }

    private static Map<String, String> reversed(Map<String, String> pairs) {
        Map<String, String> reversed = new LinkedHashMap<>();
        pairs.forEach((old, next) -> reversed.put(next, old));
        return reversed;
    }

    /** The conversion back. */
    public ValueConversion reversed() {
        return new ValueConversion(column, reversed(pairs), to, from);
    }

    /** {@code case mood when 0 then 'SAD' when 1 then 'HAPPY' else mood::text end}. */
    public String using() {
        if (from instanceof ColumnType.Array) {
            return inArray();
        }
        StringBuilder sql = new StringBuilder("case " + QUOTES.quote(column));
        pairs.forEach(
                (old, next) -> sql.append(" when ").append(old).append(" then ").append(next));
        sql.append(otherwise()).append(" end");
        return to instanceof ColumnType.UserDefined ? "(" + sql + ")::" + to.display() : sql.toString();
    }

    /**
     * No subquery is allowed where a type changes, and one value is replaced after the other: where a new value is also an old one,
     * each gets a mark first.
     */
    private String inArray() {
        String sql = QUOTES.quote(column) + "::text[]";
        boolean marked = pairs.entrySet().stream()
                .anyMatch(pair -> !pair.getKey().equals(pair.getValue())
                        && pairs.keySet().stream().anyMatch(old -> text(old).equals(text(pair.getValue()))));
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            String next = text(pair.getValue());
            sql = replaced(sql, text(pair.getKey()), marked ? "'" + MARK + next.substring(1) : next);
        }
        for (String value : marked ? pairs.values() : List.<String>of()) {
            sql = replaced(sql, "'" + MARK + text(value).substring(1), text(value));
        }
        return to instanceof ColumnType.Array array && array.element().isCharacterType()
                ? sql
                : sql + "::" + to.display();
    }

    private static String replaced(String sql, String from, String to) {
        return "array_replace(" + sql + ", " + from + ", " + to + ")";
    }

    private static String text(String literal) {
        return literal.startsWith("'") ? literal : "'" + literal + "'";
    }

    private String otherwise() {
        if (from.equals(to)) {
            return " else " + QUOTES.quote(column);
        }
        String text = QUOTES.quote(column) + (from.isCharacterType() ? "" : "::text");
        return " else " + text + (to.isInteger() || to.display().equals("boolean") ? "::" + to.display() : "");
    }
}
