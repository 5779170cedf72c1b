package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Restores the mapping's text of new expressions. Schemas are compared in PostgreSQL's notation, but a revision should contain
 * the expressions as the author wrote them.
 */
record ExpressionTextRestorer(Table renamed, Table normalized, Table desired) {

    /**
     * Restores the text of expressions that the database does not have yet.
     *
     * @param completed the schema to restore, in PostgreSQL's notation
     * @param renamed the schema of the database
     * @param normalized the desired schema in PostgreSQL's notation
     * @param desired the desired schema as the mapping declares it
     */
    static DatabaseSchema restore(
            DatabaseSchema completed, DatabaseSchema renamed, DatabaseSchema normalized, DatabaseSchema desired) {
        Map<ObjectName, Table> tables = new TreeMap<>(completed.tables());
        tables.replaceAll((name, table) -> {
            Table present = renamed.tables().get(name);
            Table rewritten = normalized.tables().get(name);
            Table declared = desired.tables().get(name);
            return present == null || rewritten == null || declared == null || rewritten.equals(declared)
                    ? table
                    : new ExpressionTextRestorer(present, rewritten, declared).restore(table);
        });
        return completed.withTables(tables);
    }

    private Table restore(Table table) {
        return table.withColumns(table.columns().stream().map(this::restore).toList())
                .withConstraints(table.constraints().values().stream()
                        .map(c -> restore(c, Table::constraints, c.name()))
                        .toList())
                .withIndexes(table.indexes().values().stream()
                        .map(i -> restore(i, Table::indexes, i.name()))
                        .toList());
    }

    private <T> T restore(T part, Function<Table, Map<String, T>> parts, String name) {
        boolean isNew = !part.equals(parts.apply(renamed).get(name));
        return isNew && part.equals(parts.apply(normalized).get(name))
                ? parts.apply(desired).getOrDefault(name, part)
                : part;
    }

    private Column restore(Column column) {
        Column declared = desired.column(column.name()).orElse(column);
        Column present = renamed.column(column.name()).orElse(null);
        boolean newDefault = present == null || !Objects.equals(present.defaultValue(), column.defaultValue());
        boolean newGenerated = present == null || !Objects.equals(present.generated(), column.generated());
        return column.withDefault(newDefault ? declared.defaultValue() : column.defaultValue())
                .withGenerated(newGenerated ? declared.generated() : column.generated());
    }
}
