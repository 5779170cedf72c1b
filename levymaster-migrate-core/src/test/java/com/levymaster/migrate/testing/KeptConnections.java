package com.levymaster.migrate.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Gives out again what was closed, in the state of a new session. A session that has read the catalog before reads it in a
 * third of the time.
 */
final class KeptConnections extends AbstractDataSource implements AutoCloseable {

    private final PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    private final Deque<PooledConnection> idle = new ArrayDeque<>();

    KeptConnections(String url, String user, String password) {
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
    }

    @Override
    public Connection getConnection() throws SQLException {
        for (PooledConnection kept = poll(); kept != null; kept = poll()) {
            try {
                return asNew(kept.getConnection());
            } catch (SQLException e) { // the server has ended it
                kept.close();
            }
        }
        PooledConnection opened = source.getPooledConnection();
        opened.addConnectionEventListener(new ConnectionEventListener() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                offer(opened);
            }

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {}
        });
        return opened.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return source.getPooledConnection(username, password).getConnection();
    }

    private static Connection asNew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("discard all");
        }
        return connection;
    }

    private synchronized @Nullable PooledConnection poll() {
        return idle.pollLast();
    }

    private synchronized void offer(PooledConnection connection) {
        idle.addLast(connection);
    }

    @Override
    public void close() {
        for (PooledConnection kept = poll(); kept != null; kept = poll()) {
            try {
                kept.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
