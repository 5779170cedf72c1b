package com.levymaster.migrate.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session-level advisory lock, polled from the client on the connection that migrates, with no transaction open between
 * attempts: a session that blocks inside the server would make the holder's {@code create index concurrently} fail with a
 * deadlock. The server releases the lock of a process that dies.
 */
final class SessionAdvisoryLock implements MigrationLock {

    /** In milliseconds. A holder that ends regularly notifies the waiters; polling detects one that crashed. */
    private static final long FIRST_PAUSE = 250;

    /** A shorter wait does not need the settings of a migration. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    private final AdvisoryLockKey key;
    private final Connection connection;
    private final int pid;
    private final LockWait wait;
    private final LockReleaseListener listener;
    private @Nullable SessionSettings session;
    private boolean acquired;
    private Duration waited = Duration.ZERO;

    private SessionAdvisoryLock(LockSettings settings, AdvisoryLockKey key, Connection connection, int pid) {
        this.key = key;
        this.connection = connection;
        this.pid = pid;
        this.wait = new LockWait(settings, key, connection, FIRST_PAUSE);
        this.listener = new LockReleaseListener(connection, key);
    }

    static SessionAdvisoryLock open(LockSettings settings, AdvisoryLockKey key, Connection connection, int pid)
            throws SQLException {
        PoolerProbe.check(connection, pid);
        return new SessionAdvisoryLock(settings, key, connection, pid);
    }

    /** Acquires nothing in a session other than the expected one, because the lock would never be released. */
    @Override
    public boolean tryAcquire() throws SQLException {
        String sql = "select case when pg_catalog.pg_backend_pid() operator(pg_catalog.=) " + pid
                + " then pg_catalog.pg_try_advisory_lock(" + key.value() + ") end";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            acquired = row.getBoolean(1);
            if (row.wasNull()) {
                throw new TransactionPoolerException(
                        "Two statements ran in two sessions of the server. Nothing was changed");
            }
        }
        if (acquired) {
            waited = wait.waited();
            listener.close();
            configureSession();
        }
        return acquired;
    }

    @Override
    public void awaitRelease() throws SQLException {
        long millis = wait.nextPause();
        try {
            listener.await(millis);
        } catch (InterruptedException e) {
            throw LockWait.interrupted(e);
        }
        if (wait.waited().compareTo(SHORT_WAIT) > 0) {
            configureSession();
        }
    }

    @Override
    public void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    @Override
    public boolean isHeldBetweenTransactions() {
        return true;
    }

    @Override
    public String heldCondition() {
        return key.heldCondition();
    }

    @Override
    public String notHeldByOthersCondition() {
        return key.notHeldByOthersCondition();
    }

    @Override
    public Duration waited() {
        return acquired ? waited : wait.waited();
    }

    /** A connection that may still hold the lock or the settings is discarded. */
    @Override
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (acquired) {
                release();
            } else {
                listener.close();
            }
        } finally {
            restoreSession();
        }
    }

    private void release() throws SQLException {
        boolean released;
        try {
            released = unlock();
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
        if (!released) {
            try {
                endLostSession();
            } finally {
                connection.abort(Runnable::run);
            }
            throw new TransactionPoolerException("The migration lock was no longer held at the end of the run");
        }
    }

    private boolean unlock() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_advisory_unlock(" + key.value() + "), "
                        + LockReleaseListener.notifySql(key))) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * Terminates the session that acquired the lock, if a pooler has switched to another one since: otherwise neither lock
     * nor settings would ever be reset. A session that is busy for another client is left unchanged.
     */
    private void endLostSession() throws SQLException {
        String sql = "select pg_catalog.pg_terminate_backend(l.pid) from pg_catalog.pg_locks l join"
                + " pg_catalog.pg_stat_activity a on a.pid operator(pg_catalog.=) l.pid where " + key.held()
                + " and l.pid operator(pg_catalog.=) " + pid + " and l.pid operator(pg_catalog.<>)"
                + " pg_catalog.pg_backend_pid() and a.state operator(pg_catalog.=) 'idle'";
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void configureSession() throws SQLException {
        if (session == null) {
            session = SessionSettings.open(connection, pid);
        }
    }

    private void restoreSession() throws SQLException {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }
}
