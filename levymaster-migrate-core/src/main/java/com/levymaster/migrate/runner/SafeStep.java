package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.SafeForm;
import com.levymaster.migrate.store.StepPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A step of a safe form. One that only changes the catalog is a transaction that may neither wait nor take longer than a moment:
 * other sessions queue behind it. When it does, it is rolled back, and tried again after a pause in which they go on. So are
 * many rows, which are a transaction of their own.
 */
record SafeStep(StepRunner steps, RunContext run, NonTransactionalSteps progress, Operation step) {

    /** If the settings name none: without it, readers would wait as long as the step does. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    void run(StepPosition position, StepPosition next) throws SQLException {
        steps.requireFree(step, position);
        progress.startSafely(position, step, steps.recorded());
        RetryBackoff backoff = new RetryBackoff(run.retry());
        boolean done = false;
        while (!done) {
            done = tried(position, next, backoff);
        }
    }

    private boolean tried(StepPosition position, StepPosition next, RetryBackoff backoff) throws SQLException {
        try {
            steps.transaction().requireLock(position);
            if (OperationList.isStreamed(step)) {
                run.connection().setAutoCommit(false);
            } else if (SafeForm.isMomentary(step)) {
                run.connection().setAutoCommit(false);
                steps.add(limits());
            }
            steps.perform(step);
            steps.flush();
            progress.finishSafely(position, next, steps.recorded());
            return true;
        } catch (StepFailedException e) {
            rollBack();
            SQLException reason = SqlStates.find(e.reason);
            String state = reason == null ? null : reason.getSQLState();
            boolean waited = SqlStates.isTransient(state) || SqlStates.isCancelled(state);
            if (!waited
                    || !backoff.sleep(
                            "Step " + position + ", " + step.describe() + ", was blocked [" + state + "]", e)) {
                throw e;
            }
            return false;
        }
    }

    private void rollBack() throws SQLException {
        Connection connection = run.connection();
        if (!connection.isClosed() && !connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The second one also ends a step that has its lock, and was thought to need no time. */
    private List<SqlStatement> limits() {
        Duration configured = run.retry().lockTimeout();
        long millis = (configured.isZero() ? LONGEST_WAIT : configured).toMillis();
        return List.of(
                new SqlStatement("set local lock_timeout = " + millis, true),
                new SqlStatement("set local statement_timeout = " + (millis + millis / 10), true));
    }
}
