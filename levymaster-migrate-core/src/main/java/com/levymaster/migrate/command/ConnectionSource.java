package com.levymaster.migrate.command;

import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.error.ReadOnlyDatabaseException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.error.UnsupportedServerException;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.runner.RetrySettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Opens connections and translates their failures. */
final class ConnectionSource {

    private static final Log log = LogFactory.getLog(ConnectionSource.class);

    private static final long PAUSE = 250;

    /** As drivers name it. */
    private static final List<String> PRODUCTS = List.of("PostgreSQL", "EnterpriseDB");

    private final DataSource dataSource;

    ConnectionSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Opens a connection in autocommit mode; waits for a server that is starting, for as long as the settings allow. */
    BorrowedConnection borrow(MigratorSettings settings) throws SQLException {
        return BorrowedConnection.of(openPostgresql(settings), settings.session());
    }

    /** Opens a connection for a run, which creates the schema of a new tenant if the settings say so. */
    BorrowedConnection borrowForRun(MigratorSettings settings) throws SQLException {
        return BorrowedConnection.ofRun(
                openPostgresql(settings), settings.session(), settings.tenants().createSchemas());
    }

    private Connection openPostgresql(MigratorSettings settings) throws SQLException {
        refuseSession(settings);
        Connection connection = open(settings.retry());
        String product = connection.getMetaData().getDatabaseProductName();
        if (PRODUCTS.stream().noneMatch(product::equalsIgnoreCase)) {
            connection.close();
            throw new UnsupportedServerException(
                    "The data source is connected to " + product + ", not to PostgreSQL. Nothing was changed.",
                    "migrate another data source (levymaster.migrate.url, or levymaster.migrate.data-source).");
        }
        return connection;
    }

    /** What is set in one session would hold in the transactions of others, and not in ours. */
    private static void refuseSession(MigratorSettings settings) {
        if (!settings.session().isDefault() && settings.lock().mode() == LockSettings.Mode.TRANSACTION) {
            throw new MigrationException(
                    "A role, init SQL or tenant needs a session of its own, but levymaster.migrate.lock.mode is"
                            + " transaction. Nothing was changed.",
                    "connect to the server directly for migrations (levymaster.migrate.url), with the mode session.");
        }
    }

    private Connection open(RetrySettings retry) {
        long start = System.nanoTime();
        while (true) {
            try {
                return dataSource.getConnection();
            } catch (SQLException e) {
                pause(e, e, start, retry);
            } catch (RuntimeException e) {
                SQLException cause = SqlStates.find(e);
                if (cause == null) {
                    throw e instanceof MigrationException ? e : unusable(e);
                }
                pause(cause, e, start, retry);
            }
        }
    }

    private static void pause(SQLException reason, Exception thrown, long start, RetrySettings retry) {
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        SQLException root = SqlStates.rootOf(reason);
        Duration budget = SqlStates.isServerStarting(root)
                ? retry.startingTimeout()
                : SqlStates.isUnreachable(root) ? retry.unreachableTimeout() : Duration.ZERO;
        if (spent.compareTo(budget) >= 0) {
            throw unavailable(root, thrown);
        }
        log.info("The database is not available yet (" + PrintableText.line(String.valueOf(root.getMessage()))
                + "); trying again");
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(root, thrown);
        }
    }

    /** Such as a URL that the driver does not accept, or a password that the data source could not fetch. */
    private static MigrationException unusable(RuntimeException thrown) {
        return new MigrationException(
                "The data source opens no connection: " + innermost(thrown) + ". Nothing was changed.",
                "check the URL of the data source and its driver (spring.datasource.*, or levymaster.migrate.url and"
                        + " .driver-class-name).",
                thrown);
    }

    private static DatabaseUnavailableException unavailable(SQLException root, Exception thrown) {
        String state = root.getSQLState();
        if (state != null && state.equals("3D000")) {
            return new DatabaseUnavailableException(
                    "The server has no such database: " + innermost(thrown) + " [" + state + "]. Nothing was changed.",
                    "create it, or correct its name in the URL of the data source (spring.datasource.url, or"
                            + " levymaster.migrate.url).",
                    root);
        }
        if (state != null && state.matches("(0A|22|25|42).{3}")) {
            return new DatabaseUnavailableException(
                    "A new connection cannot be set up: " + innermost(thrown) + " [" + state + "]. Nothing was changed.",
                    "correct the SQL that the pool executes on a new connection, such as"
                            + " spring.datasource.hikari.connection-init-sql, or the parameters of the URL.",
                    root);
        }
        return new DatabaseUnavailableException(
                "The database cannot be reached: " + innermost(thrown) + (state == null ? "" : " [" + state + "]")
                        + ". Nothing was changed.",
                "check that the server runs and accepts another connection, and the URL, user and password of the data"
                        + " source (spring.datasource.*, or levymaster.migrate.url, .user, .password).",
                root);
    }

    static RuntimeException translated(Exception thrown) {
        SQLException e = SqlStates.find(thrown);
        if (e == null) {
            return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
        }
        if (SqlStates.isReadOnly(e)) {
            return new ReadOnlyDatabaseException(
                    "The database is read-only: " + SqlStates.message(e) + ". Nothing was changed.",
                    "connect to the primary server, with a role whose default_transaction_read_only is off.",
                    e);
        }
        if (SqlStates.isInsufficientPrivilege(e)) {
            return new MissingPrivilegeException(
                    "The user of the connection lacks a privilege: " + SqlStates.message(e) + ".",
                    "grant it (to read, select on the version table and the history table; to migrate, create and usage on"
                            + " the schema, and ownership of the tables to be changed), or use another user"
                            + " (levymaster.migrate.user).",
                    e);
        }
        return new DatabaseUnavailableException(
                (SqlStates.isConnection(e) ? "The connection was lost: " : "The database reported an error: ")
                        + SqlStates.describe(e) + ".",
                "check the server's log, then start again; what had been committed stays.",
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
