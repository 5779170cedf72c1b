package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.CanonicalText;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one revision once: its steps, its version row and its history row, in one transaction. */
final class RevisionRunner {

    private final RunContext run;
    private final PreparedRevision prepared;
    private final Supplier<List<String>> kept;
    private final StepRunner steps;
    private final long start = System.nanoTime();

    /** @param kept the revisions of this run that are committed; asked only for a failure */
    RevisionRunner(RunContext run, PreparedRevision prepared, Supplier<List<String>> kept, Duration lockTimeout) {
        this.run = run;
        this.prepared = prepared;
        this.kept = kept;
        this.steps = new StepRunner(run, prepared, ResumePoint.of(prepared, run.past()), lockTimeout);
    }

    /**
     * Nothing when another node has done the revision meanwhile.
     *
     * @throws RevisionFailedException when a step fails; what could be rolled back is
     */
    Optional<RevisionReport> run() throws SQLException {
        @Nullable Throwable failure = null;
        try {
            return attempt();
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            endTransaction(run.connection(), failure);
            run.lockTimeout().rolledBack();
        }
    }

    /** Where the next run goes on; {@code null} where it begins anew. */
    @Nullable
    StepPosition resumeAt() {
        return steps.outside().resumeAt();
    }

    boolean hasCommitted() {
        return steps.outside().hasCommitted();
    }

    List<Operation> recorded() {
        return steps.recorded();
    }

    private Optional<RevisionReport> attempt() throws SQLException {
        boolean transactional = prepared.recording().definition().transactional();
        try {
            if (transactional && !steps.transaction().begin()) {
                return Optional.empty();
            }
            body();
            if (!transactional && !steps.transaction().begin()) {
                return Optional.empty();
            }
            String checksum = record();
            commit();
            if (checksum != null) {
                run.checksums().remember(prepared.revision().id(), checksum);
            }
            return Optional.of(new RevisionReport(
                    prepared.revision(),
                    prepared.direction(),
                    steps.count(),
                    elapsed(),
                    steps.guards(),
                    prepared.hazards()));
        } catch (StepFailedException e) {
            throw failed(e);
        } catch (InterruptedRevisionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(new StepFailedException(steps.current(), null, e));
        }
    }

    private void body() {
        if (prepared.recording().inspectsDatabase()) {
            Operations.record(
                    op -> Recording.body(
                            prepared.recording().definition().migration().get(), prepared.direction(), op),
                    steps.live(run.arguments()));
        } else {
            prepared.steps().forEach(steps::run);
        }
    }

    private @Nullable String record() {
        boolean up = prepared.direction() == Direction.UPGRADE;
        String id = prepared.revision().id();
        String same = steps.transaction().sameTransactionCondition();
        steps.atEnd(up ? run.versions().insertIf(same, id) : run.versions().deleteIf(same, id));
        List<String> lines = CanonicalText.lines(steps.recorded());
        String checksum =
                prepared.recording().inspectsDatabase() ? null : run.checksums().of(prepared.revision(), lines);
        NewHistoryEntry event = NewHistoryEntry.of(
                        up ? HistoryEvent.UPGRADE : HistoryEvent.DOWNGRADE, prepared.revision(), elapsed())
                .withChecksum(checksum, String.join("\n", lines))
                .withGuards(steps.guards().isEmpty() ? null : String.join("\n", steps.guards()));
        if (run.keepSql()) {
            steps.flush();
            event = event.withSql(String.join(";\n", steps.sql()));
        }
        steps.atEnd(run.history().insert(event));
        steps.flush();
        return checksum;
    }

    /** The version row was the last statement, and the server took it: the transaction is whole. */
    private void commit() {
        try {
            run.connection().commit();
            run.lockTimeout().committed();
        } catch (SQLException e) {
            throw new StepFailedException(steps.count() + 1, null, e);
        }
    }

    /** Whatever happened, nothing half-done stays open. Rolling back after a commit does nothing. */
    private static void endTransaction(Connection connection, @Nullable Throwable failure) throws SQLException {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
        }
    }

    private RevisionFailedException failed(StepFailedException e) {
        SQLException sql = sqlException(e.reason);
        String leftover = steps.outside().leftover();
        RevisionFailure failure = new RevisionFailure(
                e.step,
                steps.count(),
                steps.describe(e.step),
                message(e, sql),
                sql == null ? null : sql.getSQLState(),
                sql == null || e.sql == null ? 0 : ServerMessage.position(sql),
                e.reason instanceof StatementBatch.UnexpectedRowCountException ? null : e.sql,
                kept.get(),
                leftover,
                null);
        return new RevisionFailedException(prepared.revision(), prepared.direction(), failure, e.reason);
    }

    private String message(StepFailedException e, @Nullable SQLException sql) {
        if (e.reason instanceof StatementBatch.UnexpectedRowCountException) {
            return new VersionRowDiagnosis(run, prepared, steps.transaction()).whyNotOneRow();
        }
        if (sql != null) {
            return ServerMessage.text(sql);
        }
        if (e.reason instanceof MigrationException known) {
            return known.problem() + " " + known.remedy();
        }
        return e.reason.getMessage() == null ? e.reason.getClass().getName() : e.reason.getMessage();
    }

    private static @Nullable SQLException sqlException(Throwable cause) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
