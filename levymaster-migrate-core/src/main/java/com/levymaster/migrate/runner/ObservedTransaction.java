package com.levymaster.migrate.runner;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The transaction in which data steps run, by its id: a data step that reaches the connection of the driver can end it
 * unnoticed.
 */
final class ObservedTransaction {

    private final Connection connection;
    private @Nullable String id;

    ObservedTransaction(Connection connection) {
        this.connection = connection;
    }

    /** Remembers the transaction that is open, unless an earlier data step ran in it. */
    void observe() throws SQLException {
        if (id == null) {
            id = query("select pg_catalog.pg_current_xact_id()::pg_catalog.text");
        }
    }

    /** The next data step runs in another transaction. */
    void forget() {
        id = null;
    }

    /**
     * Rolls back, and asks the server whether that reached all of the transaction.
     *
     * @return false if a data step has committed it; true if it has not, or the connection is lost and with it the transaction
     */
    boolean rollBack() {
        if (id == null) {
            return true;
        }
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return "aborted".equals(query("select pg_catalog.pg_xact_status('" + id + "'::pg_catalog.xid8)"));
        } catch (SQLException e) {
            return true;
        }
    }

    private @Nullable String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
