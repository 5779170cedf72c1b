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
 * A column that keeps the constants of an enum by their number and is to keep them by their name, or the other way round:
 * no cast knows which number is which name.
 *
 * @param labels as they stand in SQL, the first is number 0
 */
record EnumOrdinalConversion(String column, List<String> labels, boolean toLabels, ColumnType to) {

    /** How names and values are quoted depends on no version. */
    private static final Dialect QUOTES = Dialect.postgresql(180000);

    /** {@code null} when the column is no such column. */
    static @Nullable EnumOrdinalConversion between(
            Column now, Table before, Column wanted, Table after, DatabaseSchema types) {
        if (now.type().isInteger()) {
            List<String> labels = labels(wanted, after, types);
            return labels.isEmpty() ? null : new EnumOrdinalConversion(now.name(), labels, true, wanted.type());
        }
        if (wanted.type().isInteger() && AllowedValues.isOrdinal(after, wanted.name())) {
            List<String> labels = labels(now, before, types);
            return labels.isEmpty() ? null : new EnumOrdinalConversion(now.name(), labels, false, wanted.type());
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
