package com.levymaster.migrate.inspect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** Work on a database of which nothing remains: neither in a transaction that is open already nor in one of its own. */
final class RollbackOnly {

    private RollbackOnly() {}

    /** Work that may fail as JDBC does. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    static <T> T run(Connection connection, Work<T> work) throws SQLException {
        return connection.getAutoCommit() ? inTransaction(connection, work) : inSavepoint(connection, work);
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return work.run();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static <T> T inSavepoint(Connection connection, Work<T> work) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            return work.run();
        } finally {
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
        }
    }
}
