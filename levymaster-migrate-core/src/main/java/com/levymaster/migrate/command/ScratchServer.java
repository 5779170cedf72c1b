package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import java.io.Serial;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A server on which a temporary database can be created, such as one in a container on the developer's machine.
 *
 * @param url of any database of the server; it is only used to connect
 * @param user a role that may create databases; {@code null} if the URL names it
 */
public record ScratchServer(
        String url, @Nullable String user, @Nullable String password) {

    private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/]*/)?)([^?]*)(\\?.*)?");

    /** Runs the work on an empty database, which is dropped afterwards in any case. */
    <T> T lend(Function<DataSource, T> work) {
        String name = "levymaster_scratch_" + UUID.randomUUID().toString().replace("-", "");
        DataSource lent = dataSource(beside(name));
        try {
            execute("create database " + name);
        } catch (MigrationException e) {
            throw new RefusedException(e);
        }
        try {
            return work.apply(lent);
        } finally {
            execute("drop database if exists " + name + " with (force)");
        }
    }

    /** The database cannot be created. */
    static final class RefusedException extends MigrationException {

        @Serial
        private static final long serialVersionUID = 1L;

        RefusedException(MigrationException cause) {
            super(cause.problem(), cause.remedy(), cause);
        }
    }

    static void createDefaultSchema(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            defaultSchema(connection);
        } catch (SQLException e) {
            throw new MigrationException(
                    "The scratch database cannot be used: " + SqlStates.message(e), "check that server's log.", e);
        }
    }

    /** Returns the schema of unqualified names; creates the one that the URL or the role names, which does not exist yet. */
    static String defaultSchema(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        if (schema != null) {
            return schema;
        }
        try (Statement statement = connection.createStatement()) {
            try (ResultSet path = statement.executeQuery("select (pg_catalog.current_schemas(false))[1],"
                    + " pg_catalog.split_part(pg_catalog.current_setting('search_path'), ',', 1)")) {
                path.next();
                schema = path.getString(2).strip();
            }
            statement.execute("create schema if not exists " + schema);
        }
        return schema.replace("\"", "");
    }

    private String beside(String name) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new MigrationException(
                    "The URL of the scratch database is not a PostgreSQL URL.",
                    "write it like jdbc:postgresql://localhost:5432/postgres.");
        }
        return parts.group(1) + name + (parts.group(3) == null ? "" : parts.group(3));
    }

    private void execute(String sql) {
        try {
            new JdbcTemplate(dataSource(url)).execute(sql);
        } catch (DataAccessException e) {
            throw new MigrationException(
                    "The scratch server refused: " + sql + ": "
                            + e.getMostSpecificCause().getMessage(),
                    "check that it runs, and that its user may create databases (alter role … createdb); or name another server with"
                            + " --scratch-url.",
                    e);
        }
    }

    private DataSource dataSource(String where) {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(where);
        if (user != null) {
            dataSource.setUsername(user);
        }
        if (password != null) {
            dataSource.setPassword(password);
        }
        return dataSource;
    }

    /** Without the password, which no log should have. */
    @Override
    public String toString() {
        return "ScratchServer[user=" + user + "]";
    }
}
