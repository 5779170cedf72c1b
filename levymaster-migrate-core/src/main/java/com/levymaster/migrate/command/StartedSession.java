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
    private static final String SET =
            """
            select pg_catalog.current_setting('role'), pg_catalog.current_setting('search_path'),
              case when given.role is not null then pg_catalog.set_config('role', given.role, false) end,
              case when given.path is not null then pg_catalog.set_config('search_path', given.path, false) end
            from (select ?::pg_catalog.text as role, ?::pg_catalog.text as path) given""";

    private static final String RESTORE =
            "select pg_catalog.set_config('role', ?, false), pg_catalog.set_config('search_path', ?, false)";

    private final Connection connection;
    private final @Nullable SessionSnapshot snapshot;
    private final String role;
    private final String searchPath;

    private StartedSession(
            Connection connection, @Nullable SessionSnapshot snapshot, String role, String searchPath) {
        this.connection = connection;
        this.snapshot = snapshot;
        this.role = role;
        this.searchPath = searchPath;
    }

    /**
     * Sets role and search path, one statement, and executes the SQL.
     *
     * @param connection in autocommit mode
     * @throws MigrationException if the role cannot be set, or a statement fails; the session is as before then
     */
    static StartedSession start(Connection connection, RunSession start) throws SQLException {
        SessionSnapshot snapshot = start.initSql().isEmpty() ? null : SessionSnapshot.of(connection);
        StartedSession session = set(connection, start, snapshot);
        for (String sql : start.initSql()) {
            try (Statement statement = connection.createStatement()) {
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

    private static StartedSession set(Connection connection, RunSession start, @Nullable SessionSnapshot snapshot)
            throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setString(1, start.role());
            set.setString(2, start.searchPath().isEmpty() ? null : path(start.searchPath()));
            try (ResultSet row = set.executeQuery()) {
                row.next();
                return new StartedSession(connection, snapshot, row.getString(1), row.getString(2));
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
