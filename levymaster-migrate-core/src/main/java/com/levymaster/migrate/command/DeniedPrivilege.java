package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.store.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server denies what a command does: what to grant, which is less for one that only reads. */
final class DeniedPrivilege {

    private static final Pattern TABLE = Pattern.compile("permission denied for (?:table|view|relation) (.+)");
    private static final Pattern SCHEMA = Pattern.compile("permission denied for schema (.+)");

    private DeniedPrivilege() {}

    /** Of a run, which also writes. */
    static MissingPrivilegeException ofRun(SQLException e) {
        return new MissingPrivilegeException(
                "The user of the connection lacks a privilege: " + SqlStates.message(e) + ".",
                "grant it (create and usage on the schema, and ownership of the tables to be changed), or migrate"
                        + " as another user (levymaster.migrate.user).",
                e);
    }

    /** Of a question to the database. */
    static MissingPrivilegeException ofReading(SQLException e, Connection connection, MigratorSettings settings) {
        String role = role(connection, settings.session().role());
        return new MissingPrivilegeException(
                (role == null ? "The user of the connection" : "Role " + role) + " lacks a privilege: "
                        + SqlStates.message(e) + ".",
                "grant what it needs to read: "
                        + grant(SqlStates.message(e), role == null ? "that user" : role, settings.tables())
                        + "; or use another user (levymaster.migrate.user).",
                e);
    }

    /** The server names tables without their schema. */
    private static String grant(String message, String role, TableNames tables) {
        Matcher table = TABLE.matcher(message);
        if (table.matches()) {
            String denied = tables.all().contains(table.group(1))
                    ? tables.qualifiedVersion() + ", " + tables.qualifiedHistory()
                    : table.group(1);
            return "grant select on " + denied + " to " + role;
        }
        Matcher schema = SCHEMA.matcher(message);
        return schema.matches()
                ? "grant usage on schema " + schema.group(1) + " to " + role
                : "usage on the schema, and select on " + tables.qualifiedVersion() + " and "
                        + tables.qualifiedHistory();
    }

    private static @Nullable String role(Connection connection, @Nullable String set) {
        try {
            return set == null ? connection.getMetaData().getUserName() : set;
        } catch (SQLException e) {
            return null;
        }
    }
}
