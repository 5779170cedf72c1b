package com.levymaster.migrate.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The advisory lock of one transaction, for connections through a pooler that gives each transaction another session. It is
 * taken anew for each transaction; other processes may have migrated in between.
 */
final class TransactionAdvisoryLock implements MigrationLock {

    /** In milliseconds. */
    private static final long FIRST_PAUSE = 25;

    private final LockSettings settings;
    private final AdvisoryLockKey key;
    private final Connection connection;

    TransactionAdvisoryLock(LockSettings settings, AdvisoryLockKey key, Connection connection) {
        this.settings = settings;
        this.key = key;
        this.connection = connection;
    }

    @Override
    public boolean tryAcquire() {
        return true;
    }

    @Override
    public void awaitRelease() {
        throw new IllegalStateException("begin() waits for this lock");
    }

    /** No transaction is open between attempts. */
    @Override
    public void begin() throws SQLException {
        LockWait wait = new LockWait(settings, key, connection, FIRST_PAUSE);
        connection.setAutoCommit(false);
        while (!tryLock()) {
            connection.rollback();
            connection.setAutoCommit(true);
            wait.sleep();
            connection.setAutoCommit(false);
        }
        SessionSettings.openLocally(connection);
    }

    @Override
    public boolean isHeldBetweenTransactions() {
        return false;
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
        return Duration.ZERO;
    }

    /** The end of each transaction has released it. */
    @Override
    public void close() {}

    private boolean tryLock() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_catalog.pg_try_advisory_xact_lock(" + key.value() + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
