package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.runner.SessionSnapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The session of a connection that has begun as {@link RunSession} says. */
final class StartedSession {

    /** The previous values are read before any of them is changed. */
    private static final String SET = """
            select pg_catalog.current_setting('role'), pg_catalog.current_setting('search_path'),
              case when given.role is not null then pg_catalog.set_config('role', given.role, false) end,
              case when given.path is not null then pg_catalog.set_config('search_path', given.path, false) end,
              given.schema is null or exists (select from pg_catalog.pg_namespace n
                where n.nspname operator(pg_catalog.=) given.schema)
            from (select ?::pg_catalog.text as role, ?::pg_catalog.text as path, ?::pg_catalog.name as schema) given""";

    private static final String RESTORE =
            "select pg_catalog.set_config('role', ?, false), pg_catalog.set_config('search_path', ?, false)";

    private final Connection connection;
    private final @Nullable SessionSnapshot snapshot;
    private final String role;
    private final String searchPath;

    private StartedSession(Connection connection, @Nullable SessionSnapshot snapshot, String role, String searchPath) {
        this.connection = connection;
        this.snapshot = snapshot;
        this.role = role;
        this.searchPath = searchPath;
    }

    /**
     * Sets role and search path, one statement, and executes the SQL.
     *
     * @param connection in autocommit mode
     * @param createsSchema whether the first schema of the search path is created if it is missing
     * @throws MigrationException if the schema is missing, the role cannot be set, or a statement fails; the session is as before then
     */
    static StartedSession start(Connection connection, RunSession start, boolean createsSchema) throws SQLException {
        SessionSnapshot snapshot = start.initSql().isEmpty() ? null : SessionSnapshot.of(connection);
        StartedSession session = set(connection, start, snapshot, createsSchema);
        for (String sql : start.initSql()) {
            try (Statement statement = connection.createStatement()) {
                if (snapshot != null) {
                    snapshot.beforeRunning(sql, connection);
                }
                statement.execute(sql);
            } catch (SQLException e) {
                session.restore();
                throw new MigrationException(
                        "The SQL that begins each session fails: " + SqlStates.describe(e)
                                + ". Nothing was changed. SQL: " + sql,
                        "correct levymaster.migrate.init-sql.",
                        e);
            }
        }
        return session;
    }

    private static StartedSession set(
            Connection connection, RunSession start, @Nullable SessionSnapshot snapshot, boolean createsSchema)
            throws SQLException {
        StartedSession session;
        boolean schemaExists;
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setString(1, start.role());
            set.setString(2, start.searchPath().isEmpty() ? null : path(start.searchPath()));
            set.setString(
                    3, start.searchPath().isEmpty() ? null : start.searchPath().get(0));
            try (ResultSet row = set.executeQuery()) {
                row.next();
                session = new StartedSession(connection, snapshot, row.getString(1), row.getString(2));
                schemaExists = row.getBoolean(5);
            }
        } catch (SQLException e) {
            String role = start.role();
            if (role == null || SqlStates.isConnection(e)) {
                throw e;
            }
            throw new MissingPrivilegeException(
                    "The role " + role + " of the migrations cannot be set: " + SqlStates.message(e)
                            + ". Nothing was changed.",
                    "create the role, or grant it to the user of the connection: grant " + role
                            + " to <user>; or correct levymaster.migrate.role.",
                    e);
        }
        if (!schemaExists) {
            session.schemaIsMissing(start.searchPath().get(0), createsSchema);
        }
        return session;
    }

    private void schemaIsMissing(String schema, boolean creates) throws SQLException {
        if (!creates) {
            restore();
            throw TenantMigrator.missing(schema);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + path(List.of(schema)));
        } catch (SQLException e) {
            // another process may create it at the same time: both see none, and one of them fails
            if (!SqlStates.isConcurrentCreate(e)) {
                restore();
                throw e;
            }
        }
    }

    private static String path(List<String> schemas) {
        return schemas.stream()
                .map(schema -> '"' + schema.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(", "));
    }

    /** A session that cannot be restored is not returned to a pool. */
    void restore() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            if (snapshot != null) {
                snapshot.restore(connection);
                snapshot.removeLeftovers(connection);
            } else {
                try (PreparedStatement restore = connection.prepareStatement(RESTORE)) {
                    restore.setString(1, role);
                    restore.setString(2, searchPath);
                    restore.execute();
                }
            }
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }
}
