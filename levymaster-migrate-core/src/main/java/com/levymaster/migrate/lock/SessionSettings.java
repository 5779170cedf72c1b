package com.levymaster.migrate.lock;

import com.levymaster.migrate.store.HostName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The session settings of a run: no timeout of the role or the pool applies, isolation is read committed, temporary
 * tables come last on the search path, the lock of a client that disappears is released within a minute, and other
 * sessions see the name of the process.
 *
 * <p>One statement sets them all and returns their previous values.
 */
final class SessionSettings {

    private static final Map<String, String> REQUIRED = required();

    private final Connection connection;
    private final Map<String, String> before;

    private SessionSettings(Connection connection, Map<String, String> before) {
        this.connection = connection;
        this.before = before;
    }

    /**
     * @param connection in autocommit mode
     * @param pid of the session, as an earlier statement reported it
     * @throws TransactionPoolerException if this is another session; it is not changed
     */
    public static SessionSettings open(Connection connection, int pid) throws SQLException {
        String inSession = " and pg_catalog.pg_backend_pid() operator(pg_catalog.=) " + pid;
        Map<String, String> before = apply(connection, inSession, false);
        if (before.isEmpty()) {
            throw new TransactionPoolerException(
                    "Two statements ran in two sessions of the server. Nothing was changed");
        }
        return new SessionSettings(connection, before);
    }

    /** Sets them until the end of the open transaction, for sessions that are shared with other clients. */
    public static void openLocally(Connection connection) throws SQLException {
        apply(connection, "", true);
    }

    /** Restores the previous values. If that fails, the connection must be discarded. */
    public void close() throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        String sql = "select "
                + String.join(
                        ", ",
                        before.keySet().stream()
                                .map(name -> "pg_catalog.set_config('" + name + "', ?, false)")
                                .toList());
        try (PreparedStatement restore = connection.prepareStatement(sql)) {
            int i = 0;
            for (String value : before.values()) {
                restore.setString(++i, value);
            }
            restore.execute();
        }
    }

    /** The name of this process that other sessions see: {@code levymaster-migrate 4711@host}. */
    public static String applicationName() {
        String name = "levymaster-migrate " + ProcessHandle.current().pid() + "@" + HostName.name();
        return name.length() > 63 ? name.substring(0, 63) : name;
    }

    /** Returns the previous values. All settings are read before any of them is changed. */
    private static Map<String, String> apply(Connection connection, String condition, boolean locally)
            throws SQLException {
        Map<String, String> before = new LinkedHashMap<>();
        try (PreparedStatement set = connection.prepareStatement(statement(locally) + condition)) {
            set.setString(1, applicationName());
            try (ResultSet rows = set.executeQuery()) {
                while (rows.next()) {
                    before.put(rows.getString(1), rows.getString(2));
                    before.put("role", rows.getString(4)); // is no row of pg_settings
                }
            }
        }
        return before;
    }

    private static String statement(boolean locally) {
        StringBuilder values = new StringBuilder("('application_name', ?::pg_catalog.text), ('search_path', '')");
        REQUIRED.forEach((name, value) ->
                values.append(", ('").append(name).append("', '").append(value).append("')"));
        return "select s.name, s.setting, pg_catalog.set_config(s.name, case when s.name operator(pg_catalog.=) 'search_path'"
                + " then pg_catalog.concat_ws(', ', case when s.setting operator(pg_catalog.<>) '' then s.setting end, 'pg_temp')"
                + " else v.required end, " + locally
                + "), pg_catalog.current_setting('role')"
                + " from pg_catalog.pg_settings s join (values " + values + ") v (name, required)"
                + " on v.name operator(pg_catalog.=) s.name";
    }

    private static Map<String, String> required() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("idle_session_timeout", "0");
        settings.put("idle_in_transaction_session_timeout", "0");
        settings.put("transaction_timeout", "0");
        settings.put("statement_timeout", "0");
        settings.put("lock_timeout", "0");
        settings.put("default_transaction_isolation", "read committed");
        settings.put("default_transaction_deferrable", "off");
        settings.put("tcp_keepalives_idle", "30");
        settings.put("tcp_keepalives_interval", "10");
        settings.put("tcp_keepalives_count", "3");
        settings.put("tcp_user_timeout", "60000");
        return Collections.unmodifiableMap(settings);
    }
}
