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
 * Compared is what PostgreSQL makes of an expression; written is what the mapping says. What was put into PostgreSQL's
 * words, and is not in the database yet, gets the mapping's words back.
 */
record ExpressionTextRestorer(Table now, Table normal, Table wanted) {

    /**
     * @param target where the database shall get
     * @param now the database as it is
     * @param normal what is wanted, in PostgreSQL's words
     * @param wanted what is wanted, in the mapping's words
     */
    static DatabaseSchema restored(
            DatabaseSchema target, DatabaseSchema now, DatabaseSchema normal, DatabaseSchema wanted) {
        Map<ObjectName, Table> tables = new TreeMap<>(target.tables());
        tables.replaceAll((name, table) -> {
            Table present = now.tables().get(name);
            Table worded = normal.tables().get(name);
            Table stated = wanted.tables().get(name);
            return present == null || worded == null || stated == null || worded.equals(stated)
                    ? table
                    : new ExpressionTextRestorer(present, worded, stated).restored(table);
        });
        return target.withTables(tables);
    }

    private Table restored(Table table) {
        return table.withColumns(table.columns().stream().map(this::restored).toList())
                .withConstraints(table.constraints().values().stream()
                        .map(c -> restored(c, Table::constraints, c.name()))
                        .toList())
                .withIndexes(table.indexes().values().stream()
                        .map(i -> restored(i, Table::indexes, i.name()))
                        .toList());
    }

    private <T> T restored(T part, Function<Table, Map<String, T>> parts, String name) {
        boolean isNew = !part.equals(parts.apply(now).get(name));
        return isNew && part.equals(parts.apply(normal).get(name))
                ? parts.apply(wanted).getOrDefault(name, part)
                : part;
    }

    private Column restored(Column column) {
        Column stated = wanted.column(column.name()).orElse(column);
        Column worded = normal.column(column.name()).orElse(column);
        Column present = now.column(column.name()).orElse(null);
        boolean newDefault = present == null || !Objects.equals(present.defaultValue(), worded.defaultValue());
        boolean newGenerated = present == null || !Objects.equals(present.generated(), worded.generated());
        return column.withDefault(newDefault ? stated.defaultValue() : column.defaultValue())
                .withGenerated(newGenerated ? stated.generated() : column.generated());
    }
}
