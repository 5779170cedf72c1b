package com.levymaster.migrate.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Detects a transaction pooler. Through any pooler, the session that executes statements is not the one that the driver
 * was connected to; a session pooler keeps it, a transaction pooler changes it between statements.
 */
final class PoolerProbe {

    private static final int ATTEMPTS = 10;

    private PoolerProbe() {}

    /**
     * Executes no statement if the driver is connected to the session itself.
     *
     * @param pid of the session, as an earlier statement reported it
     * @throws TransactionPoolerException if two statements run in different sessions
     */
    public static void check(Connection connection, int pid) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)
                || connection.unwrap(PGConnection.class).getBackendPID() == pid) {
            return;
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            if (pid(connection) != pid) {
                throw new TransactionPoolerException(
                        "Two statements ran in two sessions of the server. Nothing was changed");
            }
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
