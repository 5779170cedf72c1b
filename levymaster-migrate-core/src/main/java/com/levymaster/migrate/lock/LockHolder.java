package com.levymaster.migrate.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Who holds the lock, for people. */
final class LockHolder {

    private LockHolder() {}

    /** {@code null} when it was given back in the meantime. */
    static @Nullable String find(Connection connection, AdvisoryLockKey key) throws SQLException {
        String sql = "select l.pid, a.application_name, a.client_addr::pg_catalog.text, a.state,"
                + " pg_catalog.date_trunc('second', a.backend_start) from pg_catalog.pg_locks l left join"
                + " pg_catalog.pg_stat_activity a on a.pid operator(pg_catalog.=) l.pid where " + key.held();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? describe(row) : null;
        }
    }

    private static String describe(ResultSet row) throws SQLException {
        String application = row.getString(2);
        String host = row.getString(3);
        String state = row.getString(4);
        return "session " + row.getInt(1)
                + (application == null || application.isEmpty() ? "" : " (" + application + ")")
                + (host == null ? "" : " from " + host)
                + (row.getString(5) == null ? "" : ", connected since " + row.getString(5))
                + (state == null ? "" : ", " + state);
    }
}
