package com.levymaster.migrate.verify;

import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all tables, as numbers and digests, so that two states of a database can be compared.
 *
 * @param tables by name, with the schema
 */
public record RowState(Map<String, Content> tables) {

    /** No rows. */
    static final RowState NONE = new RowState(Map.of());

    private static final String TABLES = """
            select n.nspname, c.relname, pg_catalog.format('%I.%I', n.nspname, c.relname), pg_catalog.array_agg(pg_catalog.quote_ident(a.attname) order by
              a.attname)::pg_catalog._text
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            left join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.oid and a.attnum operator(pg_catalog.>) 0
              and not a.attisdropped
            where c.relkind operator(pg_catalog.=) any ('{r,p}') and not c.relispartition and n.nspname operator(pg_catalog.!~) '^pg_'
              and n.nspname operator(pg_catalog.<>) 'information_schema'
            group by 1, 2 having pg_catalog.count(a.attname) operator(pg_catalog.>) 0""";

    /**
     * The rows of a table.
     *
     * @param digest of all rows, whatever their order and that of the columns
     * @param columns the digest of the values of each column
     */
    record Content(long rows, String digest, Map<String, String> columns) {}

    public RowState {
        tables = new TreeMap<>(tables);
    }

    /** Reads the rows of the database of a migrator, without our own tables. */
    public static RowState of(Migrator migrator) {
        List<ObjectName> own = CatalogState.ownTables(migrator);
        return migrator.withConnection(connection -> read(connection, own));
    }

    private static RowState read(Connection connection, Collection<ObjectName> own) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                if (!own.contains(ObjectName.of(rows.getString(1), rows.getString(2)))) {
                    Array names = rows.getArray(4);
                    columns.put(rows.getString(3), Arrays.asList((String[]) names.getArray()));
                }
            }
        }
        if (columns.isEmpty()) {
            return NONE;
        }
        String sql = columns.entrySet().stream()
                .map(table -> select(table.getKey(), table.getValue()))
                .collect(Collectors.joining("\nunion all\n"));
        Map<String, Content> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String table = rows.getString(1);
                tables.put(
                        table,
                        content(
                                rows.getLong(2),
                                (String[]) rows.getArray(3).getArray(),
                                columns.getOrDefault(table, List.of())));
            }
        }
        return new RowState(tables);
    }

    private static String select(String table, List<String> columns) {
        return "select '" + table.replace("'", "''") + "', pg_catalog.count(*), array["
                + digest("pg_catalog.to_jsonb(t)") + ", "
                + columns.stream().map(column -> digest("t." + column)).collect(Collectors.joining(", ")) + "] from "
                + table + " t";
    }

    private static String digest(String value) {
        String text = "(" + value + ")::pg_catalog.text";
        return "pg_catalog.hashtextextended(pg_catalog.string_agg(" + text + ", ',' order by " + text
                + " collate pg_catalog.\"C\"), 0)::pg_catalog.text";
    }

    private static Content content(long rows, String[] digests, List<String> columns) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), String.valueOf(digests[i + 1]));
        }
        return new Content(rows, String.valueOf(digests[0]), values);
    }

    /** The tables that have fewer rows now, one sentence each: a table that is gone has none to lose. */
    public List<String> lost(RowState now) {
        return lost(now, List.of());
    }

    /** As {@link #lost(RowState)}, without those of which a plan has announced the loss. */
    List<String> lost(RowState now, List<DataLoss> announced) {
        List<String> lost = new ArrayList<>();
        tables.forEach((table, before) -> {
            Content after = now.tables.get(table);
            if (after != null && after.rows() < before.rows() && !isAnnounced(table, null, announced)) {
                lost.add(table + " had " + before.rows() + " rows and has " + after.rows());
            }
        });
        return lost;
    }

    /** The tables and columns whose values differ, one sentence each, without those of which a plan has announced the loss. */
    List<String> changed(RowState now, List<DataLoss> announced) {
        List<String> changed = new ArrayList<>();
        tables.forEach((table, before) -> {
            Content after = now.tables.get(table);
            if (after == null) {
                return;
            }
            List<String> columns = before.columns().keySet().stream()
                    .filter(after.columns()::containsKey)
                    .filter(column -> !Objects.equals(
                            before.columns().get(column), after.columns().get(column)))
                    .toList();
            columns.stream()
                    .filter(column -> !isAnnounced(table, column, announced))
                    .forEach(column -> changed.add(table + "." + column + " has other values"));
            boolean same = before.columns().keySet().equals(after.columns().keySet());
            if (columns.isEmpty()
                    && same
                    && !before.digest().equals(after.digest())
                    && !isAnnounced(table, null, announced)) {
                changed.add("the values of " + table + " are in other rows");
            }
        });
        return changed;
    }

    /** A step of which it is not known what it deletes has announced everything; names are with or without the schema. */
    private static boolean isAnnounced(String table, @Nullable String column, List<DataLoss> announced) {
        String plain = table.replace("\"", "");
        String name = plain.substring(plain.indexOf('.') + 1);
        return announced.stream()
                .map(DataLoss::object)
                .anyMatch(object -> object == null
                        || object.equals(name)
                        || object.equals(plain)
                        || column != null
                                && (object.equals(name + "." + column) || object.equals(plain + "." + column)));
    }
}
