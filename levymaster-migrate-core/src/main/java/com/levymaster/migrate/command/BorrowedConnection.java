package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** A connection in autocommit mode, which is returned to its pool in the mode in which it came. */
final class BorrowedConnection implements AutoCloseable {

    private static final Log log = LogFactory.getLog(BorrowedConnection.class);

    private final Connection connection;
    private final boolean autocommit;
    private final @Nullable StartedSession session;

    private BorrowedConnection(Connection connection, boolean autocommit, @Nullable StartedSession session) {
        this.connection = connection;
        this.autocommit = autocommit;
        this.session = session;
    }

    static BorrowedConnection of(Connection connection, RunSession start, boolean createsSchema) throws SQLException {
        try {
            boolean autocommit = connection.getAutoCommit();
            if (!autocommit) {
                connection.setAutoCommit(true);
            }
            return new BorrowedConnection(
                    connection,
                    autocommit,
                    start.isDefault() ? null : StartedSession.start(connection, start, createsSchema));
        } catch (SQLException | MigrationException e) {
            close(connection);
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try {
            if (session != null) {
                session.restore();
            }
            if (!autocommit && !connection.isClosed()) {
                connection.setAutoCommit(false);
            }
        } finally {
            close(connection);
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
