package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Defaults such as {@code 'now'}, of which PostgreSQL stores the time at which they were declared. */
final class FrozenDefaults {

    private static final Pattern WORD = Pattern.compile("(?i)now|today|tomorrow|yesterday");
    private static final Pattern LITERAL = Pattern.compile(
            "(?is)\\(*(?:(?:date|time|timestamp|timestamptz)\\s*|cast\\s*\\(\\s*)?'\\s*(?:now|today|tomorrow|yesterday)\\s*'.*");

    private FrozenDefaults() {}

    /** Keeps a default of the database where the mapping has one of these, and warns of it. */
    static DatabaseSchema kept(
            DatabaseSchema completed, DatabaseSchema actual, DatabaseSchema desired, List<String> warnings) {
        Map<ObjectName, Table> tables = new TreeMap<>(completed.tables());
        for (Table table : desired.tables().values()) {
            for (Column column : table.columns()) {
                String word = word(column);
                if (word != null) {
                    warnings.add("The default " + word + " of " + table.name() + "." + column.name()
                            + " is frozen by PostgreSQL at the time of its declaration: use current_timestamp or"
                            + " current_date instead");
                    Table present = actual.tables().get(table.name());
                    tables.computeIfPresent(table.name(), (name, t) -> keep(t, present, column.name()));
                }
            }
        }
        return completed.withTables(tables);
    }

    private static Table keep(Table table, @Nullable Table present, String name) {
        DefaultValue stored = present == null
                ? null
                : present.column(name).map(Column::defaultValue).orElse(null);
        return stored == null
                ? table
                : table.withColumns(table.columns().stream()
                        .map(column -> column.name().equals(name) ? column.withDefault(stored) : column)
                        .toList());
    }

    private static @Nullable String word(Column column) {
        boolean time = column.type().display().matches("(date|time).*");
        if (time && column.defaultValue() instanceof DefaultValue.StringLiteral text) {
            return WORD.matcher(text.value().strip()).matches() ? "'" + text.value() + "'" : null;
        }
        return time
                        && column.defaultValue() instanceof DefaultValue.Expression expression
                        && LITERAL.matcher(expression.sql()).matches()
                ? expression.sql()
                : null;
    }
}
