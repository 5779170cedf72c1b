package com.levymaster.migrate.inspect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Determines which names something has in the database: a relation, a function, a type, a trigger and the like. */
public final class ExistingNames {

    private static final String SQL = """
            select w.name from pg_catalog.unnest(?::pg_catalog.text[]) w(name)
            where exists (select from pg_catalog.pg_class where relname operator(pg_catalog.=) w.name::pg_catalog.name)
              or exists (select from pg_catalog.pg_proc where proname operator(pg_catalog.=) w.name::pg_catalog.name)
              or exists (select from pg_catalog.pg_type where typname operator(pg_catalog.=) w.name::pg_catalog.name)
              or exists (select from pg_catalog.pg_trigger where tgname operator(pg_catalog.=) w.name::pg_catalog.name)
              or exists (select from pg_catalog.pg_policy where polname operator(pg_catalog.=) w.name::pg_catalog.name)
              or exists (select from pg_catalog.pg_event_trigger
                where evtname operator(pg_catalog.=) w.name::pg_catalog.name)""";

    private ExistingNames() {}

    /** The names that exist, in whatever schema. */
    public static Set<String> among(Connection connection, Collection<String> names) throws SQLException {
        Set<String> present = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    present.add(rows.getString(1));
                }
            }
        }
        return present;
    }
}
