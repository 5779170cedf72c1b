package com.levymaster.migrate.diff;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts a column value by value: between the ordinals and the names of an enum, between booleans and letters. A value that is
 * in no pair makes the conversion fail, instead of being lost.
 *
 * @param pairs old and new values as SQL literals
 */
record ValueConversion(String column, Map<String, String> pairs, ColumnType from, ColumnType to) {

    /** Quotes names and values, which is the same in all versions. */
    private static final Dialect QUOTES = Dialect.postgresql(180000);

    private static final List<Set<String>> LETTERS = List.of(Set.of("'Y'", "'N'"), Set.of("'T'", "'F'"));

    /** The conversion between the two columns; {@code null} if neither stores an enum or letters. */
    static @Nullable ValueConversion between(
            Column actual, Table before, Column desired, Table after, ValueMapping values) {
        Map<String, String> pairs = Map.of();
        if (actual.type().isInteger() && !desired.type().isInteger()) {
            pairs = fromOrdinals(constants(desired, after, after, values));
        } else if (desired.type().isInteger() && !actual.type().isInteger()) {
            pairs = reversed(fromOrdinals(constants(desired, after, before, values)));
        } else if (isBoolean(actual) && desired.type().isCharacterType()) {
            pairs = letters(AllowedValues.of(after, desired.name()));
        } else if (isBoolean(desired) && actual.type().isCharacterType()) {
            pairs = reversed(letters(AllowedValues.of(before, actual.name())));
        }
        return pairs.isEmpty() ? null : new ValueConversion(actual.name(), pairs, actual.type(), desired.type());
    }

    /** The constants as the mapping declares them, or as the check of the column with the names lists them. */
    private static List<String> constants(Column column, Table mapped, Table named, ValueMapping values) {
        List<String> constants = values.enumConstants().get(new MappedColumn(mapped.name(), column.name()));
        if (constants != null) {
            return constants.stream().map(QUOTES::literal).toList();
        }
        boolean enumerated = !column.type().isInteger() || AllowedValues.isOrdinal(mapped, column.name());
        return enumerated ? AllowedValues.of(named, column.name()) : List.of();
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

    ValueConversion reversed() {
        return new ValueConversion(column, reversed(pairs), to, from);
    }

    private static Map<String, String> reversed(Map<String, String> pairs) {
        Map<String, String> reversed = new LinkedHashMap<>();
        pairs.forEach((old, next) -> reversed.put(next, old));
        return reversed;
    }

    /** {@code case mood when 0 then 'SAD' when 1 then 'HAPPY' else mood::text end}. */
    String using() {
        StringBuilder sql = new StringBuilder("case " + QUOTES.quote(column));
        pairs.forEach(
                (old, next) -> sql.append(" when ").append(old).append(" then ").append(next));
        sql.append(otherwise()).append(" end");
        return to instanceof ColumnType.UserDefined ? "(" + sql + ")::" + to.display() : sql.toString();
    }

    private String otherwise() {
        String text = QUOTES.quote(column) + (from.isCharacterType() ? "" : "::text");
        return " else " + text + (to.isInteger() || to.display().equals("boolean") ? "::" + to.display() : "");
    }
}
