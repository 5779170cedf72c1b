package com.levymaster.migrate.command;

import com.levymaster.migrate.store.DatabaseUnavailableException;
import com.levymaster.migrate.store.MissingPrivilegeException;
import com.levymaster.migrate.store.ReadOnlyDatabaseException;
import com.levymaster.migrate.store.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Takes one connection, uses it, and gives it back as it was. */
final class Connector {

    private final DataSource dataSource;

    Connector(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Work on a connection in autocommit mode. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    <T> T use(Work<T> work) {
        try (Connection connection = open()) {
            boolean autocommit = connection.getAutoCommit();
            if (!autocommit) {
                connection.setAutoCommit(true);
            }
            try {
                return work.with(connection);
            } finally {
                if (!autocommit && !connection.isClosed()) {
                    connection.setAutoCommit(false);
                }
            }
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    private Connection open() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(
                    "The database cannot be reached: " + innermost(e) + ". Nothing was changed.",
                    "check that the server runs, and the URL, user and password of the data source"
                            + " (spring.datasource.*, or levymaster.migrate.url, .user, .password).",
                    e);
        }
    }

    private static RuntimeException translated(SQLException e) {
        if (SqlStates.isReadOnly(e)) {
            return new ReadOnlyDatabaseException(
                    "The database only reads: " + e.getMessage() + ".",
                    "connect to the primary server, with a role whose default_transaction_read_only is off.",
                    e);
        }
        if (SqlStates.isPrivilege(e)) {
            return new MissingPrivilegeException(
                    "The role of the connection lacks a privilege: " + e.getMessage() + ".",
                    "grant it (create and usage on the schema, and ownership of the tables to be changed), or migrate"
                            + " as another user (levymaster.migrate.user).",
                    e);
        }
        return new DatabaseUnavailableException(
                "The database failed us: " + e.getMessage() + " [" + e.getSQLState() + "].",
                "look at the server's log, then start again; what had been committed stays.",
                e);
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause == e ? e.getMessage() : e.getMessage() + " (" + cause.getMessage() + ")");
    }
}
