package com.levymaster.migrate.explorer;

import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The database that is explored: emptied, observed, saved and restored. */
final class ExploredDatabase implements AutoCloseable {

    /** The schema {@code other} belongs to somebody else: its tables and indexes have the names of ours. */
    private static final String START = "create table effect (name text); create schema app; create schema other;"
            + " create table other.t (a integer); create index ix_t_x on other.t (a);"
            + " create table other.n (a integer); create index ix_n_x on other.n (a)";

    private static final String EMPTY =
            "drop schema public cascade; drop schema if exists app, other cascade;" + " create schema public; " + START;

    private static final int RESETS_PER_VACUUM = 100;

    private static final String OBSERVE = """
            select 'table ' || n.nspname || '.' || c.relname, 1 from pg_class c
              join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'app')
              where c.relkind = 'r' and c.relname !~ '^(levymaster|effect)'
            union all
            select 'column ' || n.nspname || '.' || c.relname || '.' || a.attname, 1 from pg_class c
              join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'app')
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname <> 'a'
              where c.relkind = 'r' and c.relname !~ '^(levymaster|effect)'
            union all
            select case when i.indisvalid then '' else 'invalid ' end || 'index ' || n.nspname || '.' || c.relname, 1
              from pg_index i join pg_class c on c.oid = i.indexrelid
              join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'app')
              where c.relname !~ '^levymaster'
            union all
            select 'row ' || name, count(*) from effect group by name
            """;

    private final TestDatabase database = TestDatabase.create();
    private final TestDatabase administration = TestDatabase.create();
    private final PoolOfOne first = new PoolOfOne(database.dataSource());
    private final PoolOfOne second = new PoolOfOne(database.dataSource());
    private final PoolOfOne observer = new PoolOfOne(database.dataSource());
    private final PoolOfOne copy = new PoolOfOne(administration.dataSource());
    private final SessionControl control;
    private final Map<Effects, CatalogSnapshot> catalogs = new HashMap<>();
    private int resets;

    ExploredDatabase() throws SQLException {
        control = new SessionControl(administration.dataSource(), database.dataSource());
        administration.empty();
        administration.execute(START);
    }

    /** Of the process whose commands are cut. */
    DataSource first() {
        return first;
    }

    /** Of the other process. */
    DataSource second() {
        return second;
    }

    /** For those who only read. */
    DataSource observer() {
        return observer;
    }

    SessionControl control() {
        return control;
    }

    /** As before the first revision; from time to time, without what the catalog has kept of those before. */
    void reset() {
        reset(observer);
        if (++resets % RESETS_PER_VACUUM == 0) {
            new JdbcTemplate(observer).execute("vacuum");
        }
    }

    static void reset(DataSource dataSource) {
        new JdbcTemplate(dataSource).execute(EMPTY);
    }

    /** What there is. */
    Effects effects() throws SQLException {
        return effects(observer);
    }

    static Effects effects(DataSource dataSource) throws SQLException {
        SortedMap<String, Integer> counts = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(OBSERVE)) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return new Effects(counts);
    }

    /** The catalog, without the tables of the migrations themselves. */
    CatalogSnapshot catalog() {
        return CatalogSnapshot.of(JdbcClient.create(observer)).without("levymaster");
    }

    /** The catalog of a database that contains these effects and nothing else, made without a migrator. */
    CatalogSnapshot catalog(Effects effects) throws SQLException {
        Effects schema = effects.ofSchema();
        CatalogSnapshot known = catalogs.get(schema);
        if (known == null) {
            known = made(schema);
            catalogs.put(schema, known);
        }
        return known;
    }

    /** In a transaction that is rolled back. */
    private CatalogSnapshot made(Effects schema) throws SQLException {
        try (Connection connection = copy.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String kind : new String[] {"table ", "column ", "index "}) {
                for (String effect : schema.counts().keySet()) {
                    if (effect.startsWith(kind)) {
                        statement.execute(sql(effect.substring(kind.length()), kind));
                    }
                }
            }
            return CatalogSnapshot.of(JdbcClient.create(new SingleConnectionDataSource(connection, true)))
                    .without("levymaster");
        }
    }

    private static String sql(String name, String kind) {
        String[] parts = name.split("\\.");
        return switch (kind) {
            case "table " -> "create table " + name + " (a integer)";
            case "column " -> "alter table " + parts[0] + "." + parts[1] + " add column " + parts[2] + " integer";
            default ->
                "create index " + parts[1] + " on " + parts[0] + "."
                        + parts[1].substring("ix_".length(), parts[1].lastIndexOf('_')) + " (a)";
        };
    }

    @Override
    public void close() throws SQLException {
        first.close();
        second.close();
        observer.close();
        copy.close();
        control.close();
        administration.close();
        database.close();
    }
}
