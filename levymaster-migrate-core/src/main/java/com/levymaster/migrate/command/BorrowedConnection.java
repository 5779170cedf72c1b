package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** A connection in autocommit mode, which is returned to its pool in the mode in which it came. */
final class BorrowedConnection implements AutoCloseable {

    private static final Log log = LogFactory.getLog(BorrowedConnection.class);

    /** Closes connections after some errors of statements, such as 0A000. */
    private static final String CLOSING_POOL = "com.zaxxer.hikari.";

    private static final int SECONDS_TO_ANSWER = 5;

    private final Connection pooled;
    private final Connection connection;
    private final boolean autocommit;
    private final @Nullable StartedSession session;
    private boolean usable;

    private BorrowedConnection(
            Connection pooled, Connection connection, boolean autocommit, @Nullable StartedSession session) {
        this.pooled = pooled;
        this.connection = connection;
        this.autocommit = autocommit;
        this.session = session;
    }

    static BorrowedConnection of(Connection connection, RunSession start) throws SQLException {
        return of(connection, connection, start, false);
    }

    /**
     * Of a run, which goes on after the error of a statement: it records the failure, under its lock. A pool that would close
     * the connection does not see the error.
     */
    static BorrowedConnection ofRun(Connection connection, RunSession start, boolean createsSchema)
            throws SQLException {
        boolean closes = connection.getClass().getName().startsWith(CLOSING_POOL);
        return of(connection, closes ? connection.unwrap(Connection.class) : connection, start, createsSchema);
    }

    private static BorrowedConnection of(
            Connection pooled, Connection connection, RunSession start, boolean createsSchema) throws SQLException {
        try {
            boolean autocommit = pooled.getAutoCommit();
            if (!autocommit) {
                pooled.setAutoCommit(true);
            }
            return new BorrowedConnection(
                    pooled,
                    connection,
                    autocommit,
                    start.isDefault() ? null : StartedSession.start(connection, start, createsSchema));
        } catch (SQLException | MigrationException e) {
            close(pooled);
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** What was done with it has succeeded, so that it is not lost. */
    void succeeded() {
        usable = true;
    }

    @Override
    public void close() throws SQLException {
        try {
            if (session != null) {
                session.restore();
            }
            if (pooled != connection && (!usable || connection.isClosed())) {
                discardIfLost();
            }
            if (!autocommit && !pooled.isClosed()) {
                pooled.setAutoCommit(false);
            }
        } finally {
            close(pooled);
        }
    }

    /** The pool would lend it again: it learns of the loss by a statement that fails. */
    private void discardIfLost() throws SQLException {
        if (!connection.isValid(SECONDS_TO_ANSWER)) {
            try (Statement statement = pooled.createStatement()) {
                statement.execute("select 1");
            } catch (SQLException e) {
                log.debug("The connection is lost", e);
            }
        }
    }

    /** A pool may complain about a lost connection, of which its user knows already. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("The connection could not be closed", e);
        }
    }
}
