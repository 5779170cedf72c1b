package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link com.levymaster.migrate.schema.DatabaseSchema} does not hold, in the server's own text. The queries are
 * resources; they run with {@code pg_catalog} first in the search path, so that nothing of another schema is called.
 */
public final class ServerDefinitions {

    /** Names are printed without their schema where they are visible. */
    private static final String PATH = """
            select pg_catalog.set_config('search_path', case when ? then pg_catalog.concat_ws(', ', 'pg_catalog',
              pg_catalog.current_setting('search_path')) else 'pg_catalog' end, true)""";

    private static final String COLUMNS = """
            (select '(' operator(pg_catalog.||) pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum)
                operator(pg_catalog.||) ')'
              from pg_catalog.pg_attribute a
              where a.attrelid operator(pg_catalog.=) r.prrelid and a.attnum operator(pg_catalog.=) any (r.prattrs))""";

    private static final String FILTER =
            "'where (' operator(pg_catalog.||) pg_catalog.pg_get_expr(r.prqual, r.prrelid) operator(pg_catalog.||) ')'";

    private static final String SCHEMAS =
            "union all select pg_catalog.format('tables in schema %s', s.pnnspid::pg_catalog.regnamespace)"
                    + " from pg_catalog.pg_publication_namespace s where s.pnpubid operator(pg_catalog.=) p.oid";

    private ServerDefinitions() {}

    /**
     * A statement that creates an object, or a property of one.
     *
     * @param area such as {@code functions}
     * @param key of the object; {@code null} for a property
     * @param owner the key of the object that it is part of, or that has the property; {@code null} for none
     * @param title for messages: {@code trigger touch on customer}
     * @param sql {@code null} if the object cannot be written as SQL
     */
    public record Definition(
            String area,
            @Nullable String key,
            @Nullable String owner,
            String title,
            @Nullable String sql) {}

    /** The key of an object that has a name: {@code relation}, {@code type}, {@code constraint}, {@code index}, {@code default} …. */
    public static String key(String kind, String... names) {
        return kind + "\t" + String.join("\t", names);
    }

    /** Reads the definitions, in an order in which most of them can be created. */
    public static List<Definition> read(Connection connection) throws SQLException {
        List<Definition> definitions = new ArrayList<>();
        query(
                connection,
                true,
                forServer("definitions.sql", connection),
                null,
                row -> definitions.add(new Definition(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5))));
        return definitions;
    }

    /** Reads the keys of the objects that each object needs. */
    public static Map<String, Set<String>> dependencies(Connection connection) throws SQLException {
        Map<String, Set<String>> needs = new TreeMap<>();
        query(
                connection,
                true,
                resource("dependencies.sql"),
                null,
                row -> needs.computeIfAbsent(row.getString(1), key -> new TreeSet<>())
                        .add(row.getString(2)));
        return needs;
    }

    /**
     * Reads the whole catalog apart from rows, owners, positions of sequences and generated names: two databases with the same
     * facts are alike.
     *
     * @param excluded tables that do not count, with their schema
     */
    public static SortedSet<String> facts(Connection connection, Collection<ObjectName> excluded) throws SQLException {
        SortedSet<String> facts = new TreeSet<>();
        String[] names = excluded.stream()
                .map(name -> name.schema() + "\t" + name.name())
                .toArray(String[]::new);
        query(connection, false, forServer("facts.sql", connection), names, row -> facts.add(row.getString(1)));
        return facts;
    }

    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void query(
            Connection connection, boolean unqualified, String sql, String @Nullable [] names, RowReader reader)
            throws SQLException {
        RollbackOnly.run(connection, () -> {
            try (PreparedStatement path = connection.prepareStatement(PATH)) {
                path.setBoolean(1, unqualified);
                path.executeQuery().close();
            }
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                if (names != null) {
                    select.setArray(1, connection.createArrayOf("text", names));
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
            return sql;
        });
    }

    /** A publication has members with columns and filters, and schemas, since PostgreSQL 15. */
    private static String forServer(String name, Connection connection) throws SQLException {
        boolean since15 = connection.getMetaData().getDatabaseMajorVersion() >= 15;
        return resource(name)
                .replace("@for@", since15 ? "'for '" : "'for table '")
                .replace("@table@", since15 ? "'table'" : "null")
                .replace("@columns@", since15 ? COLUMNS : "null")
                .replace("@filter@", since15 ? FILTER : "null")
                .replace("@schemas@", since15 ? SCHEMAS : "");
    }

    private static String resource(String name) {
        try (InputStream in = ServerDefinitions.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
