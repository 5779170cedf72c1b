package com.levymaster.migrate.command;

import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MigrationException;
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
    private final ConnectionFailure failure;

    ConnectionSource(DataSource dataSource) {
        this(dataSource, ConnectionFailure.OF_PROPERTIES);
    }

    /** @param failure tells what to correct if no connection is opened */
    ConnectionSource(DataSource dataSource, ConnectionFailure failure) {
        this.dataSource = dataSource;
        this.failure = failure;
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

    /** A question to the database. */
    @FunctionalInterface
    interface Reading<T> {
        T answer(Connection connection) throws SQLException;
    }

    /** Answers on a connection that is returned afterwards. A role that lacks a privilege learns what it needs to read. */
    <T> T read(MigratorSettings settings, Reading<T> reading) {
        try (BorrowedConnection borrowed = borrow(settings)) {
            return answer(borrowed.connection(), settings, reading);
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    private static <T> T answer(Connection connection, MigratorSettings settings, Reading<T> reading)
            throws SQLException {
        try {
            return reading.answer(connection);
        } catch (SQLException e) {
            if (SqlStates.isInsufficientPrivilege(e)) {
                throw DeniedPrivilege.ofReading(e, connection, settings);
            }
            throw e;
        }
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
                    throw e instanceof MigrationException ? e : failure.unusable(e);
                }
                pause(cause, e, start, retry);
            }
        }
    }

    private void pause(SQLException reason, Exception thrown, long start, RetrySettings retry) {
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        SQLException root = SqlStates.rootOf(reason);
        Duration budget = SqlStates.isServerStarting(root)
                ? retry.startingTimeout()
                : SqlStates.isUnreachable(root) ? retry.unreachableTimeout() : Duration.ZERO;
        if (spent.compareTo(budget) >= 0) {
            throw failure.of(root, thrown);
        }
        log.info("The database is not available yet (" + PrintableText.line(String.valueOf(root.getMessage()))
                + "); trying again");
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.of(root, thrown);
        }
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
            return DeniedPrivilege.ofRun(e);
        }
        return new DatabaseUnavailableException(
                (SqlStates.isConnection(e) ? "The connection was lost: " : "The database reported an error: ")
                        + SqlStates.describe(e) + ".",
                "check the server's log, then start again; what had been committed stays.",
                e);
    }
}
