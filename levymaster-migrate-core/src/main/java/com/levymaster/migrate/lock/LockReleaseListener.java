package com.levymaster.migrate.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Wakes those who wait for a lock when it is given back. A session that listens is idle, with no transaction open. A
 * holder that dies rings no bell, so nobody relies on it.
 */
final class LockReleaseListener implements AutoCloseable {

    private final Connection connection;
    private final String channel;
    private boolean listening;

    LockReleaseListener(Connection connection, AdvisoryLockKey key) {
        this.connection = connection;
        this.channel = channel(key);
    }

    /** What rings it, in SQL, when the transaction is committed. */
    static String notifySql(AdvisoryLockKey key) {
        return "pg_catalog.pg_notify('" + channel(key) + "', '')";
    }

    /** Until it rings, or the time is up. At first it returns at once: what rang before was not heard. */
    void await(long millis) throws SQLException, InterruptedException {
        if (!listening) {
            say("listen ");
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
            say("unlisten ");
        }
    }

    private void say(String verb) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(verb + channel);
        }
    }

    private static String channel(AdvisoryLockKey key) {
        return "levymaster_migrate_" + Long.toHexString(key.value());
    }
}
