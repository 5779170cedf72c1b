package com.levymaster.migrate.runner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings with a name of two parts, such as {@code app.tenant}. No catalog lists them; the SQL that sets them names them. A
 * function of the database that sets one is not noticed.
 */
final class CustomSettings {

    private static final String PART = "(?:\"[^\"]+\"|[\\p{L}_][\\w$]*)";
    private static final Pattern NAMED = Pattern.compile("(?iU)\\b(?:set|reset)\\s+(?:session\\s+)?(?<name>" + PART
            + "(?:\\s*\\.\\s*" + PART + ")+)" + "|\\bset_config\\s*\\(\\s*E?'(?<text>[^'.]+(?:\\.[^'.]+)+)'");

    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    /** Reads the settings that a statement is about to change; no statement where it names none. */
    void beforeRunning(String sql, Connection connection) throws SQLException {
        Matcher named = NAMED.matcher(sql);
        while (named.find()) {
            String name =
                    named.group("text") == null ? named.group("name").replaceAll("[\"\\s]", "") : named.group("text");
            if (!before.containsKey(name)) {
                before.put(name, value(connection, name));
            }
        }
    }

    /** Sets them to what they were; one that had no value is empty, because the server cannot forget it. */
    void restore(Connection connection) throws SQLException {
        for (Map.Entry<String, @Nullable String> setting : before.entrySet()) {
            String was = setting.getValue() == null ? "" : setting.getValue();
            String now = value(connection, setting.getKey());
            if (now != null && !now.equals(was)) {
                SessionSnapshot.set(connection, setting.getKey(), was);
            }
        }
    }

    private static @Nullable String value(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_catalog.current_setting(?, true)")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
