package com.levymaster.migrate.command;

import com.levymaster.migrate.store.TableNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where a version table is, whatever the URL by which it is reached.
 *
 * @param server identifies the database on all servers
 * @param database its name
 * @param schema {@code null} if none was named and the search path has none
 */
public record VersionTableLocation(
        String server, String database, @Nullable String schema, String table) {

    private static final String SQL = """
            select pg_catalog.concat_ws(' ', pg_catalog.pg_postmaster_start_time(), d.oid), d.datname,
              coalesce(?::pg_catalog.text, pg_catalog.current_schema()::pg_catalog.text)
            from pg_catalog.pg_database d where d.datname operator(pg_catalog.=) pg_catalog.current_database()""";

    static VersionTableLocation read(Connection connection, TableNames tables) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setString(1, tables.schema());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new VersionTableLocation(row.getString(1), row.getString(2), row.getString(3), tables.version());
            }
        }
    }

    /** Returns the names, as a message shows them. */
    public String describe() {
        return (schema == null ? "" : schema + ".") + table + " in database " + database;
    }
}
