package com.levymaster.migrate.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Looks twice at a connection that does not lead to the server straight: there the driver was told of another session
 * than the one that answers. A pooler of sessions is fine; one of transactions shows itself by changing the session.
 */
final class PoolerProbe {

    private static final int LOOKS = 10;

    private PoolerProbe() {}

    /**
     * Asks nothing where the connection leads to the server straight.
     *
     * @param pid of the session, as an earlier statement saw it
     * @throws TransactionPoolerException when statements meet several sessions
     */
    public static void check(Connection connection, int pid) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)
                || connection.unwrap(PGConnection.class).getBackendPID() == pid) {
            return;
        }
        for (int i = 0; i < LOOKS; i++) {
            if (pid(connection) != pid) {
                throw new TransactionPoolerException(
                        "Two statements met two sessions of the server. Nothing was changed");
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
