package com.levymaster.migrate.lock;

import com.levymaster.migrate.session.TransactionPoolerException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * A session advisory lock, polled from the client on the very connection that does the work, with no transaction open
 * between tries. A process that dies gives it back by dying; a session that waits inside of the server would make the
 * holder's {@code create index concurrently} die of a deadlock.
 */
public final class SessionAdvisoryLock {

    /** Only for the sake of a holder that dies: all others ring. */
    private static final long FIRST_PAUSE = 250;

    private final LockSettings settings;
    private final AdvisoryLockKey key;

    /** @param table the qualified name of the version table, from which the key is derived */
    public SessionAdvisoryLock(LockSettings settings, String table) {
        this.settings = settings;
        this.key = AdvisoryLockKey.of(settings, table);
    }

    /** Work that is done under the lock. */
    @FunctionalInterface
    public interface Work<T> {

        /** @param waited how long the lock was waited for */
        T run(Duration waited) throws SQLException;
    }

    /** Asked before each further try; an answer ends the wait, and the work is not done at all. */
    @FunctionalInterface
    public interface Elsewhere<T> {
        Optional<T> done(Duration waited) throws SQLException;
    }

    /**
     * Runs the work while nobody else does.
     *
     * @param connection in autocommit mode, now and when the work ends
     * @param pid of the session, as an earlier statement saw it
     * @throws LockTimeoutException when another session kept the lock for too long
     * @throws TransactionPoolerException when the connection does not stay with its session
     */
    public <T> T hold(Connection connection, int pid, Elsewhere<T> elsewhere, Work<T> work) throws SQLException {
        LockWait waiting = new LockWait(settings, key, FIRST_PAUSE);
        Optional<T> done = await(connection, pid, elsewhere, waiting);
        if (done.isPresent()) {
            return done.get();
        }
        T result;
        try {
            result = work.run(waiting.waited());
        } catch (Throwable e) {
            releaseAfter(e, connection, pid);
            throw e;
        }
        release(connection, pid);
        return result;
    }

    /** Until we have the lock, or the answer. */
    private <T> Optional<T> await(Connection connection, int pid, Elsewhere<T> elsewhere, LockWait waiting)
            throws SQLException {
        try (LockReleaseListener bell = new LockReleaseListener(connection, key)) {
            while (!tryLock(connection, pid)) {
                waiting.pause(connection, bell::await);
                Optional<T> done = elsewhere.done(waiting.waited());
                if (done.isPresent()) {
                    return done;
                }
            }
            return Optional.empty();
        }
    }

    /** The condition, in SQL, that the session that asks holds the lock. */
    public String heldCondition() {
        return key.heldCondition();
    }

    /** The condition, in SQL, that nobody else holds it; cheaper, and enough where nothing can have given it back. */
    public String notHeldByOthersCondition() {
        return key.notHeldByOthersCondition();
    }

    /** A session that is not the expected one gets no lock: nobody would give it back. */
    private boolean tryLock(Connection connection, int pid) throws SQLException {
        String sql = "select case when pg_catalog.pg_backend_pid() operator(pg_catalog.=) " + pid
                + " then pg_catalog.pg_try_advisory_lock(" + key.value() + ") end";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            boolean locked = row.getBoolean(1);
            if (row.wasNull()) {
                throw new TransactionPoolerException(
                        "Two statements met two sessions of the server. Nothing was changed");
            }
            return locked;
        }
    }

    private void release(Connection connection, int pid) throws SQLException {
        if (!unlock(connection)) {
            endLost(connection, pid);
            connection.abort(Runnable::run);
            throw new TransactionPoolerException("The migration lock was no longer ours when the work was done");
        }
    }

    /** The first failure is the one to tell; a connection that may still hold the lock must not be used again. */
    private void releaseAfter(Throwable failure, Connection connection, int pid) {
        try {
            if (connection.isClosed() || unlock(connection)) {
                return;
            }
            endLost(connection, pid);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Ends the session that took the lock, when a pooler has given us another one meanwhile: nobody would ever give the
     * lock back there, or the settings. A session that works for somebody else just now is left alone.
     */
    private void endLost(Connection connection, int pid) throws SQLException {
        String sql = "select pg_catalog.pg_terminate_backend(l.pid) from pg_catalog.pg_locks l join"
                + " pg_catalog.pg_stat_activity a on a.pid operator(pg_catalog.=) l.pid where " + key.held()
                + " and l.pid operator(pg_catalog.=) " + pid + " and l.pid operator(pg_catalog.<>)"
                + " pg_catalog.pg_backend_pid() and a.state operator(pg_catalog.=) 'idle'";
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean unlock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_advisory_unlock(" + key.value() + "), "
                        + LockReleaseListener.notifySql(key))) {
            return row.next() && row.getBoolean(1);
        }
    }
}
