package com.levymaster.migrate.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Wakes the waiters when the lock is released, by {@code listen} and {@code notify}. A listening session is idle, with no
 * transaction open. A crashed holder sends no notification; waiters therefore also poll.
 */
final class LockReleaseListener implements AutoCloseable {

    private final Connection connection;
    private final String channel;
    private boolean listening;

    LockReleaseListener(Connection connection, AdvisoryLockKey key) {
        this.connection = connection;
        this.channel = channel(key);
    }

    /** The SQL expression that notifies the waiters when its transaction commits. */
    static String notifySql(AdvisoryLockKey key) {
        return "pg_catalog.pg_notify('" + channel(key) + "', '')";
    }

    /**
     * Waits for a notification, at most for the given time. The first call only begins to listen and returns at once: an
     * earlier notification was not received.
     */
    void await(long millis) throws SQLException, InterruptedException {
        if (!listening) {
            execute("listen ");
            listening = true;
            return;
        }
        if (!connection.isWrapperFor(PGConnection.class)) {
            Thread.sleep(millis);
            return;
        }
        connection.unwrap(PGConnection.class).getNotifications((int) Math.max(1, millis));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() throws SQLException {
        if (listening && !connection.isClosed()) {
            execute("unlisten ");
            listening = false;
        }
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command + channel);
        }
    }

    private static String channel(AdvisoryLockKey key) {
        return "levymaster_migrate_" + Long.toHexString(key.value());
    }
}
