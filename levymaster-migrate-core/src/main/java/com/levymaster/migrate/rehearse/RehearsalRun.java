package com.levymaster.migrate.rehearse;

import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.rehearse.Measurement.UnfinishedStatement;
import com.levymaster.migrate.rehearse.Rehearsal.MeasuredStatement;
import com.levymaster.migrate.rehearse.Rehearsal.RehearsedRevision;
import com.levymaster.migrate.rehearse.Rehearsal.RehearsedStep;
import com.levymaster.migrate.runner.RehearsalStoppedException;
import com.levymaster.migrate.runner.RehearsedSteps;
import com.levymaster.migrate.runner.RevisionFailure;
import com.levymaster.migrate.runner.RunContext;
import com.levymaster.migrate.runner.SessionSnapshot;
import com.levymaster.migrate.runner.StepsNotDone;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Runs a plan in one transaction, since later revisions need what earlier ones do, and rolls it back in any case. */
public final class RehearsalRun {

    private static final Log log = LogFactory.getLog(RehearsalRun.class);

    /** What the server does in a transaction of its own only: it is no fault of the revision that this is not one. */
    private static final Map<String, String> NOT_IN_ONE_TRANSACTION = Map.of(
            "25001", "it cannot run in a transaction",
            "2D000", "it ends its transaction",
            "55P04", "it uses a value of an enumeration that the plan adds, which is possible once that is committed");

    private final RunContext run;
    private final RehearsalSettings settings;
    private final List<PreparedRevision> prepared;
    private final Map<String, StepsNotDone> notDone;
    private final NotRehearsable rules;
    private final CommitPrevention prevention;
    private final Set<String> touched = new HashSet<>();
    private final List<RehearsedRevision> revisions = new ArrayList<>();
    private @Nullable String firstUnknown;
    private @Nullable String stopped;

    /** @param notDone what the upgrades of revisions, by id, have not done, so that a downgrade does not revert it */
    public RehearsalRun(
            RunContext run,
            RehearsalSettings settings,
            List<PreparedRevision> prepared,
            Map<String, StepsNotDone> notDone) {
        this.run = run;
        this.settings = settings;
        this.prepared = List.copyOf(prepared);
        this.notDone = Map.copyOf(notDone);
        this.rules = new NotRehearsable(settings.java());
        this.prevention = new CommitPrevention(run.connection());
    }

    /**
     * Rehearses the plan; the session is then as before.
     *
     * @param callbacks the names of those that a run would execute
     * @throws SQLException if the connection is lost: then the server rolls back
     */
    public Rehearsal rehearse(List<String> callbacks) throws SQLException {
        Connection connection = run.connection();
        boolean foreign = prepared.stream().anyMatch(PreparedRevision::mayChangeSession);
        SessionSnapshot session = foreign ? SessionSnapshot.of(connection) : null;
        KnownRelations known = KnownRelations.read(connection);
        Measurement measurement = new Measurement(connection, settings, known);
        SequencePositions positions = SequencePositions.read(connection, measurement::limit);
        run.lock().begin();
        Set<Long> sequences;
        try {
            measurement.limit();
            for (PreparedRevision revision : prepared) {
                if (stopped == null) {
                    rehearse(revision, session, measurement);
                }
            }
            sequences = measurement.sequences();
        } catch (SQLException | RuntimeException | Error e) {
            rollBack();
            cleanSession(session);
            throw e;
        }
        rollBack();
        List<String> moved = positions.moved(sequences, known);
        cleanSession(session);
        return new Rehearsal(revisions, callbacks, moved, stopped);
    }

    /** If the connection does not roll back any more, its end lets the server do it. */
    private void rollBack() {
        Connection connection = run.connection();
        try {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            end(connection, e);
        }
    }

    /** What outlives a transaction must not reach the next user. Through a pooler it is another client's. */
    private void cleanSession(@Nullable SessionSnapshot session) {
        Connection connection = run.connection();
        try {
            if (session != null && run.lock().isHeldBetweenTransactions() && !connection.isClosed()) {
                session.restore(connection);
                session.removeLeftovers(connection);
            }
        } catch (SQLException e) {
            end(connection, e);
        }
    }

    private static void end(Connection connection, SQLException reason) {
        log.info("The session is ended, since it cannot be restored: " + SqlStates.message(reason));
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            log.debug("The connection cannot be ended", e);
        }
    }

    private void rehearse(PreparedRevision revision, @Nullable SessionSnapshot session, Measurement measurement)
            throws SQLException {
        measurement.beginRevision();
        RehearsedSteps steps = new RehearsedSteps(
                run, revision, notDone.getOrDefault(revision.revision().id(), StepsNotDone.NONE), session, measurement);
        Map<RehearsedStep, List<UnfinishedStatement>> done = new LinkedHashMap<>();
        RevisionFailure failure = null;
        for (int i = 0; i < revision.steps().size() && stopped == null; i++) {
            PreparedRevision.Step step = revision.steps().get(i);
            String reason = steps.isNextDone() ? "an interrupted run has committed it" : reason(revision, i);
            if (reason != null) {
                skip(revision, i, steps.isNextDone());
                steps.skip(step);
            } else {
                Optional<RevisionFailure> failed = attempt(steps, step);
                reason = failed.map(this::excuse).orElse(null);
                if (reason != null) {
                    skip(revision, i, false);
                } else if (failed.isPresent()) {
                    failure = failed.get();
                    stopped = stopped(revision, failure);
                }
            }
            done.put(new RehearsedStep(i + 1, step.operation().describe(), reason, List.of()), measurement.take());
        }
        if (stopped == null) {
            failure = end(revision, steps, done);
        }
        revisions.add(revision(revision, done, measurement.spent(), failure));
    }

    private String stopped(PreparedRevision revision, RevisionFailure failure) {
        String title = revision.revision().kindAndTitle();
        return switch (String.valueOf(failure.sqlState())) {
            case "55P03" ->
                title + " has waited " + settings.lockTimeout().toMillis() + " ms for a lock of another session.";
            case "57014" -> title + " has a statement that takes longer than it may here.";
            default -> wouldFail(revision);
        };
    }

    private static String wouldFail(PreparedRevision revision) {
        return revision.revision().kindAndTitle() + " would fail.";
    }

    private @Nullable String reason(PreparedRevision revision, int index) {
        PreparedRevision.Step step = revision.steps().get(index);
        String own = rules.reason(revision, step).orElse(null);
        if (own != null || touched.isEmpty()) {
            return own;
        }
        Set<String> common = new TreeSet<>(NotRehearsable.names(step));
        common.retainAll(touched);
        return common.isEmpty() ? null : "it may need what was left out before: " + String.join(", ", common);
    }

    private void skip(PreparedRevision revision, int index, boolean done) {
        if (done) {
            return;
        }
        PreparedRevision.Step step = revision.steps().get(index);
        touched.addAll(NotRehearsable.names(step));
        if (firstUnknown == null && NotRehearsable.hasUnknownEffects(step)) {
            firstUnknown = "step " + (index + 1) + " of " + revision.revision().id();
        }
    }

    private Optional<RevisionFailure> attempt(RehearsedSteps steps, PreparedRevision.Step step) throws SQLException {
        boolean guarded = settings.java() && prevention.arm(step);
        try {
            Optional<RevisionFailure> failed = steps.run(step);
            if (guarded) {
                prevention.disarm();
            }
            return failed;
        } catch (RehearsalStoppedException e) {
            stopped = e.problem();
            return Optional.empty();
        }
    }

    /**
     * Why a failure says nothing about the revision; {@code null} if it does. Of typed steps that were left out it is known what they
     * are about: a failure of others has another reason.
     */
    private @Nullable String excuse(RevisionFailure failure) {
        String state = failure.sqlState();
        String excuse = state == null ? null : NOT_IN_ONE_TRANSACTION.get(state);
        if (excuse != null || firstUnknown == null || state != null && !state.matches("2[23]...|42...")) {
            return excuse;
        }
        return "it fails without what was left out before, from " + firstUnknown + " on: " + failure.message();
    }

    /** As a commit does, checks the constraints that are deferred, and restores the session. */
    private @Nullable RevisionFailure end(
            PreparedRevision revision, RehearsedSteps steps, Map<RehearsedStep, List<UnfinishedStatement>> done)
            throws SQLException {
        Savepoint before = run.connection().setSavepoint();
        try {
            prevention.checkDeferred();
            steps.finish();
            run.connection().releaseSavepoint(before);
            return null;
        } catch (SQLException e) {
            if (run.connection().isClosed()) {
                throw e;
            }
            run.connection().rollback(before);
            RevisionFailure failure = failureAtEnd(e, done.size());
            String excuse = excuse(failure);
            if (excuse == null) {
                stopped = stopped(revision, failure);
                return failure;
            }
            done.put(new RehearsedStep(done.size() + 1, "check what is deferred", excuse, List.of()), List.of());
            steps.finish();
            return null;
        }
    }

    private static RevisionFailure failureAtEnd(SQLException e, int steps) {
        return new RevisionFailure(
                steps + 1,
                steps,
                "its end",
                String.valueOf(e.getMessage()),
                e.getSQLState(),
                0,
                null,
                List.of(),
                null,
                null);
    }

    private static RehearsedRevision revision(
            PreparedRevision revision,
            Map<RehearsedStep, List<UnfinishedStatement>> done,
            Duration spent,
            @Nullable RevisionFailure failure) {
        List<RehearsedStep> steps = new ArrayList<>();
        done.forEach((step, statements) -> {
            List<MeasuredStatement> measured =
                    statements.stream().map(raw -> raw.heldUntil(spent)).toList();
            steps.add(new RehearsedStep(step.number(), step.description(), step.notRehearsed(), measured));
        });
        return new RehearsedRevision(revision.revision(), spent, steps, failure);
    }
}
