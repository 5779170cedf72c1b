package com.levymaster.migrate.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A fresh database on a real PostgreSQL, for one test class or one test.
 *
 * <pre>{@code
 * @AutoClose
 * static final TestDatabase database = TestDatabase.create();   // or an instance field: one for each test
 * }</pre>
 *
 * <p>One server serves all tests of a JVM: the one that the system properties or environment variables {@code
 * LEVYMASTER_TEST_JDBC_URL}, {@code LEVYMASTER_TEST_JDBC_USER} and {@code LEVYMASTER_TEST_JDBC_PASSWORD} name (a role
 * that may create databases), else a container where Docker answers, else embedded binaries.
 */
public final class TestDatabase implements AutoCloseable {

    private final TestServer server = TestServer.get();
    private final String name = unique("t");
    private final List<String> roles = new ArrayList<>();

    private final @Nullable KeptConnections kept;

    private TestDatabase(boolean keepingConnections) {
        onServer("create database " + name);
        kept = keepingConnections ? new KeptConnections(url(), user(), password()) : null;
    }

    public static TestDatabase create() {
        return new TestDatabase(false);
    }

    /**
     * Its connections are kept when they are closed. For tests that read the catalog often, and for which it makes no
     * difference whether a session is new: {@code alter database … set} is seen by new ones only.
     */
    public static TestDatabase keepingConnections() {
        return new TestDatabase(true);
    }

    public String name() {
        return name;
    }

    public String url() {
        return server.url(name);
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    /** Opens a new connection each time it is asked, unless they are kept. */
    public DataSource dataSource() {
        return kept == null ? new DriverManagerDataSource(url(), user(), password()) : kept;
    }

    public Connection connection() throws SQLException {
        return dataSource().getConnection();
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /** Runs statements, each in its own transaction; a text may hold several, and then they share one. */
    public TestDatabase execute(String... statements) {
        JdbcTemplate template = new JdbcTemplate(dataSource());
        for (String statement : statements) {
            template.execute(statement);
        }
        return this;
    }

    /** Drops all that is in it, and is much faster than a new one. */
    public void empty() {
        execute("""
                do $$ declare s text; begin
                  for s in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
                    execute format('drop schema %I cascade', s);
                  end loop;
                  for s in select pubname from pg_publication loop
                    execute format('drop publication %I', s);
                  end loop;
                  create schema public;
                end $$""");
    }

    /** The major version of the server, such as 18. */
    public int version() {
        return jdbc().sql("select current_setting('server_version_num')::int / 10000")
                .query(Integer.class)
                .single();
    }

    /**
     * Creates a role that may connect and use the schema {@code public}, and nothing else; it goes with the database.
     */
    public Login role() {
        String role = unique("r");
        roles.add(role);
        onServer("create role " + role + " login password 'secret'");
        return new Login(url(), role, "secret");
    }

    /** Drops the database whoever is still connected, and the roles made for it. */
    @Override
    public void close() {
        if (kept != null) {
            kept.close();
        }
        onServer("drop database if exists " + name + " with (force)");
        roles.forEach(role -> onServer("drop role " + role));
    }

    private void onServer(String sql) {
        new JdbcTemplate(new DriverManagerDataSource(server.url(), server.user(), server.password())).execute(sql);
    }

    private static String unique(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /** Who connects, and whereto. */
    public record Login(String url, String user, String password) {

        /** Opens a new connection each time it is asked. */
        public DataSource dataSource() {
            return new DriverManagerDataSource(url, user, password);
        }
    }
}
