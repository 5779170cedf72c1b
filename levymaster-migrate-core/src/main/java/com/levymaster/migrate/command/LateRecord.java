package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.runner.RevisionFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Adds a failure to the history on a new connection, since the session in which the revision failed has ended. The migration lock
 * is lost with the session, so that only the failure is added: not where the revision resumes, which another process may have
 * changed since.
 */
final class LateRecord {

    /** A failure is reported within seconds, also if the server is gone. */
    private static final int SECONDS = 5;

    private final ConnectionSource connections;
    private final MigratorSettings settings;

    LateRecord(ConnectionSource connections, MigratorSettings settings) {
        this.connections = connections;
        this.settings =
                settings.withRetry(settings.retry().withConnectTimeouts(Duration.ofSeconds(SECONDS), Duration.ZERO));
    }

    /** Returns the failure, with a note if the history does not have it. */
    RevisionFailedException of(RevisionFailedException failure) {
        String entry = failure.unrecordedEntry();
        if (entry == null) {
            return failure;
        }
        String reason = add(entry, failure);
        return reason == null ? failure : failure.withoutEntry(reason);
    }

    /** Whether the history has the failure now. */
    boolean adds(RevisionFailedException failure) {
        String entry = failure.unrecordedEntry();
        return entry == null || add(entry, failure) == null;
    }

    private @Nullable String add(String entry, RevisionFailedException failure) {
        try (BorrowedConnection borrowed = connections.borrow(settings)) {
            execute(entry, borrowed.connection());
            return null;
        } catch (SQLException | DataAccessException e) {
            failure.addSuppressed(e);
            SQLException cause = SqlStates.find(e);
            return (cause == null ? e.getMessage() : SqlStates.describe(cause)) + ".";
        } catch (MigrationException e) {
            failure.addSuppressed(e);
            return e.problem().replace("Nothing was changed.", "").strip();
        }
    }

    private static void execute(String entry, Connection connection) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, SECONDS * 1000);
        try (Statement statement = connection.createStatement()) {
            statement.execute(entry);
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }
}
