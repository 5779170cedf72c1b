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

/** The database that is explored: emptied, observed, saved and restored. */
final class ExploredDatabase implements AutoCloseable {

    private static final String START = "create table effect (name text); create schema app";

    private static final String EMPTY =
            "drop schema public cascade; drop schema if exists app cascade;" + " create schema public; " + START;

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
    private final SessionControl control;
    private final ObserverConnection observer = new ObserverConnection(database.dataSource());
    private final Map<Effects, CatalogSnapshot> catalogs = new HashMap<>();

    ExploredDatabase() throws SQLException {
        control = new SessionControl(administration.dataSource(), database.dataSource());
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    /** For those who only look. */
    ObserverConnection observer() {
        return observer;
    }

    SessionControl control() {
        return control;
    }

    /** As before the first revision. */
    void reset() {
        JdbcTemplate template = new JdbcTemplate(observer);
        template.execute(EMPTY);
    }

    /** Runs SQL as somebody else. */
    void execute(String sql) {
        database.execute(sql);
    }

    /** What there is. */
    Effects effects() throws SQLException {
        SortedMap<String, Integer> counts = new TreeMap<>();
        try (Connection connection = observer.getConnection();
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
    CatalogSnapshot catalog(Effects effects) {
        return catalogs.computeIfAbsent(effects.ofSchema(), this::made);
    }

    private CatalogSnapshot made(Effects effects) {
        try (TestDatabase other = TestDatabase.create()) {
            other.empty();
            other.execute(START);
            for (String kind : new String[] {"table ", "column ", "index "}) {
                effects.counts().keySet().stream()
                        .filter(effect -> effect.startsWith(kind))
                        .forEach(effect -> other.execute(sql(effect.substring(kind.length()), kind)));
            }
            return CatalogSnapshot.of(other).without("levymaster");
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

    /** One value. */
    String one(String sql) {
        return JdbcClient.create(observer).sql(sql).query(String.class).single();
    }

    @Override
    public void close() throws SQLException {
        observer.end();
        control.close();
        administration.close();
        database.close();
    }
}
