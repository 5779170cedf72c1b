package com.levymaster.migrate.store;

import com.levymaster.migrate.definition.AppliedRepeatables;
import com.levymaster.migrate.error.SqlStates;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the version tables of many schemas contain, read at once. */
public final class TenantVersions {

    /** A statement locks the tables that it reads, and a server has place for some thousand locks by default. */
    private static final int CHUNK = 1000;

    private static final String SEPARATOR = ",";

    private final TableNames tables;
    private final boolean withRepeatables;

    /** @param tables the names of the tables in each schema */
    public TenantVersions(TableNames tables, boolean withRepeatables) {
        this.tables = tables;
        this.withRepeatables = withRepeatables;
    }

    /**
     * What a schema contains.
     *
     * @param exists whether the schema exists
     * @param applied {@code null} if it has no version table, or one that cannot be read
     * @param failure why its version table cannot be read; {@code null} if it can
     */
    public record SchemaState(
            boolean exists,
            @Nullable AppliedState applied,
            @Nullable SQLException failure) {}

    /**
     * Reads the version tables of all schemas: one statement for a thousand of them, as long as each has its table, else two. If
     * some cannot be read, such as for lack of a privilege, it takes further statements to find out which.
     *
     * @param connection in autocommit mode
     */
    public Map<String, SchemaState> read(Connection connection, List<String> schemas) throws SQLException {
        Map<String, SchemaState> states = new LinkedHashMap<>();
        for (List<String> chunk : chunks(schemas)) {
            try {
                states.putAll(readAll(connection, chunk, chunk));
            } catch (SQLException e) {
                if (concernsAll(e)) {
                    throw e;
                }
                states.putAll(readExisting(connection, chunk));
            }
        }
        return states;
    }

    /**
     * Returns the schemas in which the last run of one of these revisions failed or was interrupted: one statement for a thousand of
     * them. A schema whose tables cannot be read is not among them.
     *
     * @param schemas with a version table
     */
    public Set<String> unfinished(Connection connection, List<String> schemas, List<String> revisions)
            throws SQLException {
        Set<String> unfinished = new LinkedHashSet<>();
        for (List<String> chunk : chunks(schemas)) {
            readParts(chunk, part -> unfinished.addAll(readUnfinished(connection, part, revisions)), (schema, e) -> {});
        }
        return unfinished;
    }

    private static List<List<String>> chunks(List<String> schemas) {
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < schemas.size(); i += CHUNK) {
            chunks.add(schemas.subList(i, Math.min(schemas.size(), i + CHUNK)));
        }
        return chunks;
    }

    /** Otherwise, it is the fault of one table. */
    private static boolean concernsAll(SQLException e) {
        return SqlStates.isConnection(e) || SqlStates.isCancelled(e.getSQLState());
    }

    /** Reads all, and if that fails, each half, until those that cannot be read are found. */
    private static void readParts(List<String> schemas, Part part, BiConsumer<String, SQLException> failures)
            throws SQLException {
        if (schemas.isEmpty()) {
            return;
        }
        try {
            part.read(schemas);
        } catch (SQLException e) {
            if (concernsAll(e)) {
                throw e;
            }
            if (schemas.size() == 1) {
                failures.accept(schemas.get(0), e);
                return;
            }
            int middle = schemas.size() / 2;
            readParts(schemas.subList(0, middle), part, failures);
            readParts(schemas.subList(middle, schemas.size()), part, failures);
        }
    }

    private Map<String, SchemaState> readExisting(Connection connection, List<String> schemas) throws SQLException {
        Map<String, SchemaState> states = new LinkedHashMap<>();
        schemas.forEach(schema -> states.put(schema, new SchemaState(false, null, null)));
        List<String> withVersions = new ArrayList<>();
        List<String> withBoth = new ArrayList<>();
        String sql =
                "select n.nspname, exists (select from pg_catalog.pg_class v where v.relnamespace operator(pg_catalog.=)"
                        + " n.oid and v.relname operator(pg_catalog.=) ?::pg_catalog.name), exists (select from pg_catalog.pg_class r"
                        + " where r.relnamespace operator(pg_catalog.=) n.oid and r.relname operator(pg_catalog.=)"
                        + " ?::pg_catalog.name) from pg_catalog.pg_namespace n where n.nspname operator(pg_catalog.=) any"
                        + " (?::pg_catalog._name)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, tables.version());
            select.setString(2, tables.repeatable());
            select.setArray(3, connection.createArrayOf("name", schemas.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String schema = rows.getString(1);
                    states.put(schema, new SchemaState(true, null, null));
                    if (rows.getBoolean(2)) {
                        withVersions.add(schema);
                        if (rows.getBoolean(3)) {
                            withBoth.add(schema);
                        }
                    }
                }
            }
        }
        readParts(
                withVersions,
                part -> states.putAll(readAll(connection, part, withBoth)),
                (schema, e) -> states.put(schema, new SchemaState(true, null, e)));
        return states;
    }

    private Map<String, SchemaState> readAll(Connection connection, List<String> schemas, List<String> withBoth)
            throws SQLException {
        String sql = schemas.stream()
                .map(schema -> select(schema, withRepeatables && withBoth.contains(schema)))
                .collect(Collectors.joining(" union all "));
        Map<String, SchemaState> states = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String ids = rows.getString(2);
                String repeatables = rows.getString(3);
                AppliedState applied = new AppliedState(
                        ids == null ? List.of() : List.of(ids.split(SEPARATOR)),
                        repeatables == null ? AppliedRepeatables.NONE : new AppliedRepeatables(checksums(repeatables)));
                states.put(rows.getString(1), new SchemaState(true, applied, null));
            }
        }
        return states;
    }

    private Set<String> readUnfinished(Connection connection, List<String> schemas, List<String> revisions)
            throws SQLException {
        String sql = schemas.stream().map(this::selectUnfinished).collect(Collectors.joining(" union all "));
        Array ids = connection.createArrayOf("text", revisions.toArray());
        Set<String> unfinished = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < schemas.size(); i++) {
                select.setArray(i + 1, ids);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    unfinished.add(rows.getString(1));
                }
            }
        }
        return unfinished;
    }

    private String selectUnfinished(String schema) {
        TableNames names = tables.withSchema(schema);
        return "select " + TableNames.text(schema) + "::pg_catalog.text where exists (select from ("
                + HistoryReader.selectUnfinished(names.qualifiedHistory()) + ") u where not exists (select from "
                + names.qualifiedVersion() + " v where v.revision operator(pg_catalog.=) u.revision))";
    }

    private String select(String schema, boolean both) {
        TableNames names = tables.withSchema(schema);
        String repeatables = both
                ? "(select pg_catalog.string_agg(pg_catalog.concat(checksum, ' ', name), pg_catalog.chr(10)) from "
                        + names.qualifiedRepeatable() + ")"
                : "null::pg_catalog.text";
        return "select " + TableNames.text(schema) + "::pg_catalog.text, pg_catalog.string_agg(revision, '" + SEPARATOR
                + "'), " + repeatables + " from " + names.qualifiedVersion();
    }

    private static Map<String, String> checksums(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(line -> line[1], line -> line[0]));
    }

    /** Reads several schemas at once. */
    @FunctionalInterface
    private interface Part {
        void read(List<String> schemas) throws SQLException;
    }
}
