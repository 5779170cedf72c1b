package com.levymaster.migrate.diff;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Converts a column between the ordinals and the names of an enum, for which there is no cast.
 *
 * @param labels the labels quoted as in SQL; the first has ordinal 0
 */
record EnumOrdinalConversion(String column, List<String> labels, boolean toLabels, ColumnType to) {

    /** Quotes names and values, which is the same in all versions. */
    private static final Dialect QUOTES = Dialect.postgresql(180000);

    /** The conversion between the two columns; {@code null} if neither stores ordinals of an enum. */
    static @Nullable EnumOrdinalConversion between(
            Column actual, Table before, Column desired, Table after, DatabaseSchema types) {
        if (actual.type().isInteger()) {
            List<String> labels = labels(desired, after, types);
            return labels.isEmpty() ? null : new EnumOrdinalConversion(actual.name(), labels, true, desired.type());
        }
        if (desired.type().isInteger() && AllowedValues.isOrdinal(after, desired.name())) {
            List<String> labels = labels(actual, before, types);
            return labels.isEmpty() ? null : new EnumOrdinalConversion(actual.name(), labels, false, desired.type());
        }
        return null;
    }

    private static List<String> labels(Column column, Table table, DatabaseSchema types) {
        if (!(column.type() instanceof ColumnType.UserDefined user)) {
            return AllowedValues.of(table, column.name());
        }
        EnumType type = types.enums().get(types.resolve(user.name()));
        return type == null
                ? List.of()
                : type.labels().stream().map(QUOTES::literal).toList();
    }

    EnumOrdinalConversion reversed(ColumnType from) {
        return new EnumOrdinalConversion(column, labels, !toLabels, from);
    }

    /** {@code case mood when 0 then 'SAD' when 1 then 'HAPPY' end}. */
    String using() {
        String cases = IntStream.range(0, labels.size())
                .mapToObj(i ->
                        toLabels ? " when " + i + " then " + labels.get(i) : " when " + labels.get(i) + " then " + i)
                .collect(Collectors.joining());
        String sql = "case " + QUOTES.quote(column) + cases + " end";
        return to instanceof ColumnType.UserDefined ? "(" + sql + ")::" + to.display() : sql;
    }
}
