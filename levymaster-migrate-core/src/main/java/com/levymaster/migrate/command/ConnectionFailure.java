package com.levymaster.migrate.command;

import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import java.sql.SQLException;

/**
 * What it means that a data source opens no connection, and what to do.
 *
 * @param url as the user sets the URL, such as a property or an option
 * @param login as the user sets the user and the password
 */
record ConnectionFailure(String url, String login) {

    /** Of the application. */
    static final ConnectionFailure OF_PROPERTIES = new ConnectionFailure(
            "spring.datasource.*, or levymaster.migrate.url",
            "spring.datasource.*, or levymaster.migrate.user, .password");

    private static final String EXAMPLE = "jdbc:postgresql://localhost:5432/app";

    /** Of a URL on the command line. */
    static ConnectionFailure of(String option) {
        return new ConnectionFailure(option, option);
    }

    /** Such as a URL that the driver does not accept, or a password that the data source could not fetch. */
    MigrationException unusable(RuntimeException thrown) {
        return new MigrationException(
                "The data source opens no connection: " + innermost(thrown) + ". Nothing was changed.",
                "check the URL of the data source and its driver (" + url
                        + (equals(OF_PROPERTIES) ? " and .driver-class-name" : "") + ").",
                thrown);
    }

    /**
     * Tells by the state of the server whether it did not answer, refused, or was reached but not the pool's own statements.
     *
     * @param root of the server or the driver
     * @param thrown by the data source
     */
    DatabaseUnavailableException of(SQLException root, Exception thrown) {
        String state = root.getSQLState() == null ? "" : root.getSQLState();
        boolean refused = String.valueOf(root.getMessage()).startsWith("FATAL");
        if (String.valueOf(root.getMessage()).startsWith("No suitable driver")) {
            // the message has the URL, which may have a password
            return failure(
                    "No driver accepts the URL of the database. Nothing was changed.",
                    "write it like " + EXAMPLE + " (" + url + ").",
                    root);
        }
        return switch (state.isEmpty() ? "" : state.substring(0, 2)) {
            case "3D" ->
                failure(
                        problem("The server has no such database: ", state, thrown),
                        "create it, or correct its name in the URL of the data source (" + url + ").",
                        root);
            case "28" ->
                failure(
                        problem("The server refuses the login: ", state, thrown),
                        "correct the user and password of the data source (" + login
                                + "), or allow the login in pg_hba.conf.",
                        root);
            case "", "08", "53", "55", "57", "58", "XX" -> unreachable(state, thrown, root);
            case "42" ->
                refused && SqlStates.isInsufficientPrivilege(root)
                        ? failure(
                                problem("The user may not connect to the database: ", state, thrown),
                                "grant it connect on the database, or connect as another user (" + login + ").",
                                root)
                        : notSetUp(state, thrown, root);
            default -> notSetUp(state, thrown, root);
        };
    }

    private DatabaseUnavailableException unreachable(String state, Exception thrown, SQLException root) {
        return failure(
                problem("The database cannot be reached: ", state, thrown),
                "check that the server runs and accepts another connection, and the URL, user and password of the data"
                        + " source (" + url + (equals(OF_PROPERTIES) ? ", .user, .password" : "") + ").",
                root);
    }

    private DatabaseUnavailableException notSetUp(String state, Exception thrown, SQLException root) {
        return failure(
                problem("The server was reached, but the connection cannot be set up: ", state, thrown),
                "correct what the pool executes on a new connection, such as"
                        + " spring.datasource.hikari.connection-init-sql, or the parameters of the URL (" + url + ").",
                root);
    }

    private static String problem(String start, String state, Exception thrown) {
        return start + innermost(thrown).replaceAll("\\R *Position: \\d+", "")
                + (state.isEmpty() ? "" : " [" + state + "]") + ". Nothing was changed.";
    }

    private static DatabaseUnavailableException failure(String problem, String remedy, SQLException root) {
        return new DatabaseUnavailableException(problem, remedy, root);
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause == e ? e.getMessage() : e.getMessage() + " (" + cause.getMessage() + ")");
    }
}
