package com.levymaster.migrate.runner;

import com.levymaster.migrate.Operations;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.inspect.LiveCatalog;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.script.Arguments;
import com.levymaster.migrate.script.Recording;
import com.levymaster.migrate.store.Event;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one revision: its steps, its version row and its history row, in one transaction. */
final class RevisionRunner {

    private final Run run;

    RevisionRunner(Run run) {
        this.run = run;
    }

    /** What all revisions of a run share. */
    record Run(
            Connection connection,
            Dialect dialect,
            LiveCatalog catalog,
            VersionStore versions,
            HistoryStore history,
            Arguments arguments,
            RunListener listener) {}

    /** @throws RevisionFailedException when a step fails; what could be rolled back is */
    RevisionReport run(Prepared prepared, List<String> kept) throws SQLException {
        long start = System.nanoTime();
        boolean transactional = prepared.recording().script().transactional();
        Connection connection = run.connection();
        StepRunner steps = new StepRunner(connection, run.dialect(), run.catalog(), run.listener(), prepared);
        connection.setAutoCommit(!transactional);
        try {
            body(prepared, steps);
            record(prepared, steps, start);
            if (transactional) {
                connection.commit();
            }
        } catch (StepFailed e) {
            throw failed(prepared, kept, steps, e);
        } catch (MigrateException e) {
            throw failed(prepared, kept, steps, new StepFailed(steps.current(), null, e));
        } finally {
            endTransaction(connection);
        }
        return new RevisionReport(prepared.revision(), prepared.direction(), steps.count(), since(start));
    }

    private void body(Prepared prepared, StepRunner steps) {
        if (prepared.recording().looked()) {
            Operations.record(
                    op -> Recording.body(
                            prepared.recording().script().migration().get(), prepared.direction(), op),
                    steps.live(run.arguments()));
        } else {
            prepared.steps().forEach(steps::run);
        }
    }

    private void record(Prepared prepared, StepRunner steps, long start) {
        boolean up = prepared.direction() == Direction.UPGRADE;
        String id = prepared.revision().id();
        steps.atEnd(up ? run.versions().insert(id) : run.versions().delete(id));
        steps.atEnd(run.history()
                .insert(Event.of(
                        up ? HistoryEntry.Event.UPGRADE : HistoryEntry.Event.DOWNGRADE,
                        prepared.revision(),
                        since(start))));
        steps.flush();
    }

    /** Whatever happened, nothing half-done stays open. Rolling back after a commit does nothing. */
    private static void endTransaction(Connection connection) throws SQLException {
        if (!connection.isClosed() && !connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static RevisionFailedException failed(
            Prepared prepared, List<String> kept, StepRunner steps, StepFailed e) {
        SQLException sql = sqlException(e.reason);
        boolean transactional = prepared.recording().script().transactional();
        Failure failure = new Failure(
                e.step,
                steps.count(),
                steps.describe(e.step),
                sql == null ? message(e.reason) : ServerMessage.text(sql),
                sql == null ? null : sql.getSQLState(),
                sql == null || e.sql == null ? 0 : ServerMessage.position(sql),
                e.sql,
                kept,
                steps.leftover(transactional));
        return new RevisionFailedException(prepared.revision(), prepared.direction(), failure, e.reason);
    }

    private static String message(Throwable cause) {
        if (cause instanceof MigrateException e) {
            return e.problem() + " " + e.remedy();
        }
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }

    private static @Nullable SQLException sqlException(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
