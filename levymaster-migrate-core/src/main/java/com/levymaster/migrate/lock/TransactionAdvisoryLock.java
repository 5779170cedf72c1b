package com.levymaster.migrate.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The advisory lock of one transaction, for connections that change their session between transactions. It is taken
 * anew for each revision, so others may have been at work in between.
 */
public final class TransactionAdvisoryLock {

    private static final long FIRST_PAUSE = 25;

    private final LockSettings settings;
    private final AdvisoryLockKey key;

    /** @param table the qualified name of the version table, from which the key is derived */
    public TransactionAdvisoryLock(LockSettings settings, String table) {
        this.settings = settings;
        this.key = AdvisoryLockKey.of(settings, table);
    }

    /**
     * Begins a transaction that has the lock. Between two tries no transaction is open.
     *
     * @return how long that took
     * @throws LockTimeoutException when another session kept the lock for too long
     */
    public Duration begin(Connection connection) throws SQLException {
        LockWait waiting = new LockWait(settings, key, FIRST_PAUSE);
        connection.setAutoCommit(false);
        while (!tryLock(connection)) {
            connection.rollback();
            connection.setAutoCommit(true);
            waiting.pause(connection, Thread::sleep);
            connection.setAutoCommit(false);
        }
        return waiting.waited();
    }

    /** The condition, in SQL, that the session that asks holds the lock. */
    public String heldCondition() {
        return key.heldCondition();
    }

    /** The condition, in SQL, that nobody else holds it; cheaper, and enough where nothing can have given it back. */
    public String notHeldByOthersCondition() {
        return key.notHeldByOthersCondition();
    }

    private boolean tryLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_catalog.pg_try_advisory_xact_lock(" + key.value() + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
