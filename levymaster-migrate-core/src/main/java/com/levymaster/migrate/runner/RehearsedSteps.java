package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.plan.PreparedRevision;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the steps of one revision in the transaction that is open. Nothing is recorded, and nothing committed. */
public final class RehearsedSteps {

    private final RunContext run;
    private final StepRunner steps;
    private final ResumePoint resumption;
    private final @Nullable SessionSnapshot session;

    /** @param session as the rehearsal found it; {@code null} where no revision can change it */
    public RehearsedSteps(
            RunContext run,
            PreparedRevision prepared,
            StepsNotDone notDone,
            @Nullable SessionSnapshot session,
            StatementObserver observer) {
        this.run = run;
        this.session = session;
        this.resumption = ResumePoint.of(prepared, run.past());
        AttemptContext context = new AttemptContext(List.of(), session, notDone, Duration.ZERO);
        this.steps = new StepRunner(run, prepared, resumption, context, observer);
    }

    /** Whether an interrupted run has committed the next step. */
    public boolean isNextDone() {
        return resumption.skipsAllOf(steps.current() + 1);
    }

    /** Leaves out the next step. */
    public void skip(PreparedRevision.Step step) {
        steps.skip(step.operation());
    }

    /**
     * Runs the next step.
     *
     * @return why it failed; what it did is rolled back then
     * @throws RehearsalStoppedException if the rehearsal has taken too long, or the step has ended the transaction
     * @throws SQLException if the connection is lost
     */
    public Optional<RevisionFailure> run(PreparedRevision.Step step) throws SQLException {
        Savepoint before = run.connection().setSavepoint();
        try {
            steps.run(step);
            steps.flush();
            run.connection().releaseSavepoint(before);
            return Optional.empty();
        } catch (StepFailedException e) {
            rollBack(before);
            run.catalog().invalidate();
            return Optional.of(failure(e));
        } catch (RehearsalStoppedException e) {
            rollBack(before);
            throw e;
        } catch (MigrationException e) {
            rollBack(before);
            run.catalog().invalidate();
            return Optional.of(failure(e.problem(), null, 0, null, e.remedy()));
        }
    }

    private void rollBack(Savepoint before) throws SQLException {
        try {
            run.connection().rollback(before);
        } catch (SQLException e) {
            if (run.connection().isClosed() || SqlStates.isConnectionClosed(e.getSQLState())) {
                throw e;
            }
            throw new RehearsalStoppedException(
                    "Step " + steps.current() + " has ended the transaction, of which nothing is committed.",
                    "leave the transaction to the revision.",
                    e);
        }
    }

    private RevisionFailure failure(StepFailedException e) {
        SQLException sql = SqlStates.find(e.reason);
        ShownError error = ShownError.of(e.reason, sql, e.sql, false, run.literals());
        String blockers = sql != null && SqlStates.isLockNotAvailable(sql)
                ? BlockingSessions.find(run.connection(), String.valueOf(e.sql))
                : "";
        return failure(
                error.message(),
                sql == null ? null : sql.getSQLState(),
                error.position(),
                error.sql(),
                blockers.isEmpty() ? e.hint : "In the way: " + blockers + ".");
    }

    private RevisionFailure failure(
            String message, @Nullable String sqlState, int position, @Nullable String sql, @Nullable String hint) {
        return new RevisionFailure(
                steps.current(),
                steps.count(),
                steps.describe(steps.current()),
                message,
                sqlState,
                position,
                sql,
                List.of(),
                null,
                hint);
    }

    /** Restores the session, as each revision begins with that of the run. */
    public void finish() throws SQLException {
        if (session != null) {
            session.restore(run.connection());
        }
    }
}
