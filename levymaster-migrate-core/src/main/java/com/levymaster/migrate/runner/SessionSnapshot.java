package com.levymaster.migrate.runner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The session before revisions run that may change it by SQL or Java of their own: its role, settings and objects. Each
 * revision begins with the session as the run found it.
 */
public final class SessionSnapshot {

    /** Restored in this order: a role can only be set once the session authorization is right. */
    private static final String SQL = """
            select 'session_authorization', session_user::pg_catalog.text, session_user::pg_catalog.text
            union all select 'role', pg_catalog.current_setting('role'), 'none'
            union all select s.name, s.setting, s.reset_val from pg_catalog.pg_settings s
              where s.source operator(pg_catalog.=) 'session' and s.context operator(pg_catalog.<>) 'internal'
                and s.name operator(pg_catalog.<>) all (array['lock_timeout', 'session_authorization', 'role',
                  'transaction_isolation', 'transaction_read_only', 'transaction_deferrable'])""";

    private static final Pattern AUTHORIZATION =
            Pattern.compile("session[\\s_]+authorization", Pattern.CASE_INSENSITIVE);

    private final Map<String, Setting> before;
    private final SessionLeftovers leftovers;
    private final CustomSettings custom = new CustomSettings();
    private boolean mayChangeAuthorization;

    private SessionSnapshot(Map<String, Setting> before, SessionLeftovers leftovers) {
        this.before = before;
        this.leftovers = leftovers;
    }

    /** Takes the snapshot; in autocommit mode. */
    public static SessionSnapshot of(Connection connection) throws SQLException {
        return new SessionSnapshot(read(connection), SessionLeftovers.of(connection));
    }

    /** Called with each statement of a revision's own before it runs. */
    public void beforeRunning(String sql, Connection connection) throws SQLException {
        custom.beforeRunning(sql, connection);
        mayChangeAuthorization |= AUTHORIZATION.matcher(sql).find();
    }

    /**
     * The statements that bring the role of the run back until the end of the transaction: one that a revision has taken on
     * may lack the rights on our own tables. The authorization only where a statement may have set it: when it comes back, servers
     * before 2024-11 forget the role (CVE-2024-10978).
     */
    List<String> localRole() {
        return Stream.of("session_authorization", "role")
                .filter(name -> name.equals("role") || mayChangeAuthorization)
                .map(name -> "set local " + name.replace('_', ' ') + " '"
                        + Objects.requireNonNull(before.get(name)).value().replace("'", "''") + "'")
                .toList();
    }

    /** Restores the settings that differ from the snapshot; one statement where none does. */
    public void restore(Connection connection) throws SQLException {
        for (Map.Entry<String, String> setting : changed(read(connection)).entrySet()) {
            set(connection, setting.getKey(), setting.getValue());
        }
        custom.restore(connection);
    }

    /** Ends what is not part of the snapshot and outlives a transaction; in autocommit mode. */
    public void removeLeftovers(Connection connection) throws SQLException {
        leftovers.remove(connection);
    }

    static void set(Connection connection, String name, String value) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select pg_catalog.set_config(?, ?, false)")) {
            set.setString(1, name);
            set.setString(2, value);
            set.execute();
        }
    }

    private Map<String, String> changed(Map<String, Setting> now) {
        Map<String, String> changed = new LinkedHashMap<>();
        now.forEach((name, setting) -> {
            Setting was = before.get(name);
            String value = was == null ? setting.reset() : was.value();
            if (!value.equals(setting.value())) {
                changed.put(name, value);
            }
        });
        before.forEach((name, setting) -> {
            if (!now.containsKey(name)) {
                changed.put(name, setting.value());
            }
        });
        return changed;
    }

    private static Map<String, Setting> read(Connection connection) throws SQLException {
        Map<String, Setting> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                settings.put(rows.getString(1), new Setting(rows.getString(2), rows.getString(3)));
            }
        }
        return settings;
    }

    /** @param reset the value that the session began with */
    private record Setting(String value, String reset) {}
}
