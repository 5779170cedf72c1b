package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.CommittedSteps;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.lint.Rule.Severity;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistoryReader;
import com.levymaster.migrate.store.NewHistoryEntry;
import com.levymaster.migrate.store.StepPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs the revisions of one plan, one after the other. A revision that other sessions were in the way of is run again as a
 * whole, as long as nothing of it is committed.
 */
public final class RevisionRunner {

    private static final Log log = LogFactory.getLog(RevisionRunner.class);

    private final RunContext run;
    private final CallbackRunner callbacks;
    private final int planned;
    private final List<String> committed;
    private @Nullable SessionSnapshot session;

    /**
     * @param callbacks SQL around the revisions
     * @param planned how many revisions the plan has
     * @param earlier the ids of revisions that the same run committed on earlier connections
     */
    public RevisionRunner(RunContext run, SqlCallbacks callbacks, int planned, List<String> earlier) {
        this.run = run;
        this.callbacks = new CallbackRunner(run, callbacks);
        this.planned = planned;
        this.committed = new ArrayList<>(earlier);
    }

    /**
     * Runs one revision, after the callbacks before it.
     *
     * @return nothing when another process has run the revision meanwhile
     * @throws RevisionFailedException when it fails; the revisions before it stay, and the failure is in the history. An
     *     interruption is none: the history has where the next run resumes
     * @throws InterruptedRevisionException when an earlier run left it in a state that only a person can judge
     */
    public Optional<RevisionReport> run(PreparedRevision revision) throws SQLException {
        logHazards(revision);
        run.listener().beforeRevision(revision.direction(), revision.revision());
        if (!revision.revision().isRepeatable()) {
            callbacks.run(Point.BEFORE_REVISION, committed);
        }
        Optional<RevisionReport> report = runWithRetries(revision).map(this::asRecorded);
        report.ifPresent(this::committed);
        return report;
    }

    /**
     * Runs the callbacks of a point, such as before all revisions, or after one that is committed.
     *
     * @throws com.levymaster.migrate.error.MigrationException if one fails
     */
    public void run(Point point) throws SQLException {
        callbacks.run(point, committed);
    }

    private Optional<RevisionReport> runWithRetries(PreparedRevision revision) throws SQLException {
        RetryBackoff backoff = new RetryBackoff(run.retry());
        if (session == null && revision.mayChangeSession()) {
            session = SessionSnapshot.of(run.connection());
        }
        StepsNotDone notDone = notDone(revision);
        while (true) {
            AttemptContext context = new AttemptContext(committed, session, notDone, backoff.lockTimeout());
            RevisionAttempt attempt = new RevisionAttempt(run, revision, context);
            try {
                return attempt.run();
            } catch (RevisionFailedException e) {
                if (!isRetryable(e, attempt, revision) || !backoff.sleep(blocked(e), e)) {
                    RevisionFailedException explained = explained(e, backoff.attempts());
                    throw attempt.wasInterrupted(e) ? explained : failed(explained, attempt);
                }
            }
        }
    }

    /** With the duration that the history has, if anybody reads it. */
    private RevisionReport asRecorded(RevisionReport report) {
        if (!log.isInfoEnabled() && !run.listener().requiresRecordedDuration()) {
            return report;
        }
        try (Statement statement = run.connection().createStatement();
                ResultSet row = statement.executeQuery(run.history().durationOf(report.revision()))) {
            return row.next() ? report.withDuration(Duration.ofMillis(row.getLong(1))) : report;
        } catch (SQLException e) {
            log.debug("The connection was lost after the commit", e);
            return report;
        }
    }

    private static String blocked(RevisionFailedException failure) {
        return "Revision " + failure.revision().id() + " was blocked by another session [" + failure.sqlState()
                + "] and is rolled back";
    }

    private StepsNotDone notDone(PreparedRevision revision) throws SQLException {
        return revision.direction() == Direction.UPGRADE
                ? StepsNotDone.NONE
                : StepsNotDone.of(
                        revision.recording().operations(),
                        run.past(),
                        new HistoryReader(run.connection(), run.versions().tables()),
                        revision.revision().id());
    }

    private static boolean isRetryable(
            RevisionFailedException failure, RevisionAttempt attempt, PreparedRevision revision) {
        return SqlStates.isTransient(failure.sqlState())
                && !attempt.hasCommitted()
                && revision.recording().definition().transactional();
    }

    /** Names the sessions that were in the way, as far as they still are. */
    private RevisionFailedException explained(RevisionFailedException failure, int attempts) {
        if (!SqlStates.isTransient(failure.sqlState())) {
            return failure;
        }
        String sql = failure.failure().sql();
        String blockers = BlockingSessions.find(run.connection(), sql == null ? "" : sql);
        return failure.withHint((attempts == 1 ? "Tried once" : "Tried " + attempts + " times")
                + (blockers.isEmpty() ? "." : ". In the way: " + blockers + "."));
    }

    /** A failure is part of the history. If even that cannot be written, the failure itself is what counts. */
    private RevisionFailedException failed(RevisionFailedException failed, RevisionAttempt attempt) {
        RevisionFailedException failure = recorded(failed, attempt);
        try {
            callbacks.run(Point.AFTER_FAILURE, committed);
        } catch (SQLException | MigrationException e) {
            failure.addSuppressed(e);
        }
        run.listener().failed(failure);
        return failure;
    }

    private RevisionFailedException recorded(RevisionFailedException failure, RevisionAttempt attempt) {
        NewHistoryEntry entry = NewHistoryEntry.of(HistoryEvent.FAILURE, failure.revision(), attempt.elapsed())
                .withError(failure.failure().summary());
        try (Statement statement = run.connection().createStatement()) {
            Optional<String> noTimeout = run.lockTimeout().set(Duration.ZERO);
            if (noTimeout.isPresent()) {
                statement.execute(noTimeout.get());
                run.lockTimeout().committed();
            }
            if (!recordProgress(statement, entry, failure, attempt)) {
                statement.execute(run.history().insert(entry));
            }
            return failure;
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return SqlStates.isConnectionClosed(e.getSQLState())
                    ? failure.withUnrecordedEntry(run.history().insert(entry))
                    : failure.withoutEntry(SqlStates.describe(e) + ".");
        }
    }

    /** Where the revision resumes is only recorded under the lock: else another process may have changed it since. */
    private boolean recordProgress(
            Statement statement, NewHistoryEntry entry, RevisionFailedException failure, RevisionAttempt attempt)
            throws SQLException {
        StepPosition resumeAt = attempt.resumeAt();
        if (resumeAt == null) {
            return false;
        }
        NewHistoryEntry progress = entry.withStep(resumeAt.text(failure.direction()))
                .withChecksum(CommittedSteps.checksum(attempt.recorded(), resumeAt), null);
        return statement.executeUpdate(run.history().insertIf(run.lock().heldCondition(), progress)) == 1;
    }

    private void committed(RevisionReport report) {
        committed.add(report.committed());
        if (log.isInfoEnabled()) {
            log.info(run.logPrefix() + report.summary() + " (" + committed.size() + " of "
                    + Math.max(committed.size(), planned) + ", " + report.steps()
                    + (report.steps() == 1 ? " step, " : " steps, ")
                    + report.duration().toMillis() + " ms)");
        }
        run.listener().afterRevision(report);
    }

    private void logHazards(PreparedRevision revision) {
        for (int i = 0; i < revision.steps().size(); i++) {
            String where = run.logPrefix() + "Revision " + revision.revision().id() + ", step " + (i + 1) + ": ";
            for (Hazard hazard : revision.steps().get(i).hazards()) {
                if (hazard.rule().severity() == Severity.INFO) {
                    log.debug(PrintableText.lines(where + hazard));
                } else {
                    log.warn(PrintableText.lines(where + hazard));
                }
            }
        }
    }
}
