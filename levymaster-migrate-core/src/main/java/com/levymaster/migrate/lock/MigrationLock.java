package com.levymaster.migrate.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The advisory lock under which one process at a time migrates a database.
 *
 * <pre>{@code
 * try (MigrationLock lock = MigrationLock.open(settings, table, connection, pid)) {
 *     lock.acquire();
 *     …
 * }
 * }</pre>
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">PostgreSQL: advisory
 *     locks</a>
 */
public sealed interface MigrationLock extends AutoCloseable permits SessionAdvisoryLock, TransactionAdvisoryLock {

    /**
     * Prepares the lock that the settings ask for; nothing is locked yet.
     *
     * @param table the qualified name of the version table, from which the key is derived
     * @param connection in autocommit mode
     * @param pid of the session, as an earlier statement reported it
     * @throws TransactionPoolerException when the lock is a session's, and the connection changes its session
     */
    static MigrationLock open(LockSettings settings, String table, Connection connection, int pid) throws SQLException {
        AdvisoryLockKey key = AdvisoryLockKey.of(settings, table);
        return settings.mode() == LockSettings.Mode.SESSION
                ? SessionAdvisoryLock.open(settings, key, connection, pid)
                : new TransactionAdvisoryLock(settings, key, connection);
    }

    /**
     * Takes the lock if no other session has it. A {@linkplain LockSettings.Mode#TRANSACTION transaction's} lock is taken
     * by {@link #begin} instead, and this method always succeeds.
     */
    boolean tryAcquire() throws SQLException;

    /**
     * Waits until the lock may have been released; no transaction is open meanwhile.
     *
     * @throws LockTimeoutException when the timeout of the settings has passed
     */
    void awaitRelease() throws SQLException;

    /** Waits for the lock and takes it. */
    default void acquire() throws SQLException {
        while (!tryAcquire()) {
            awaitRelease();
        }
    }

    /** Begins a transaction in which the lock is held. */
    void begin() throws SQLException;

    /**
     * Whether the lock, and so the session, stays ours between two transactions. Otherwise other processes may have
     * migrated since the last one.
     */
    boolean isHeldBetweenTransactions();

    /** The condition, in SQL, that the current session holds the lock. */
    String heldCondition();

    /**
     * The condition, in SQL, that no other session holds the lock. It is cheaper than {@link #heldCondition}, and sufficient
     * where nothing can have released the lock.
     */
    String notHeldByOthersCondition();

    /** How long this lock was waited for. */
    Duration waited();

    /** Releases the lock, if it was taken, and restores the session. */
    @Override
    void close() throws SQLException;
}
