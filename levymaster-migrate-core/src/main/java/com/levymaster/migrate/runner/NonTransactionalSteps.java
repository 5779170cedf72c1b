package com.levymaster.migrate.runner;

import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.plan.ResumedStep;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.StepPosition;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps outside of a transaction. Each step's start is committed before it runs, and its end afterwards, so that the next
 * run detects an interruption and resumes at that step.
 */
final class NonTransactionalSteps {

    private final RunContext run;
    private final PreparedRevision prepared;
    private final RevisionTransaction transaction;
    private final ResumePoint resumption;
    private @Nullable StepPosition resumeAt;
    private @Nullable Operation running;
    private boolean uncertain;
    private boolean performed;
    private boolean lost;

    NonTransactionalSteps(
            RunContext run, PreparedRevision prepared, RevisionTransaction transaction, ResumePoint resumption) {
        this.run = run;
        this.prepared = prepared;
        this.transaction = transaction;
        this.resumption = resumption;
        this.resumeAt = resumption.from().equals(StepPosition.START) ? null : resumption.from();
    }

    /** Whether an earlier run has finished the step. */
    boolean isFinished(StepPosition position) {
        return resumption.skips(position);
    }

    /**
     * Commits what precedes a step, together with a history entry that the step has started.
     *
     * @return whether the step is to run: an earlier run may have done it
     * @throws InterruptedRevisionException when the database cannot tell whether an earlier run has done it
     */
    boolean start(StepPosition position, Operation step, List<Operation> recorded) throws SQLException {
        uncertain = resumption.isUncertain(position);
        boolean done = uncertain && settle(position, step);
        transaction.commitBefore(position, recorded);
        resumeAt = position;
        transaction.leave(position);
        transaction.requireLock(position);
        running = done ? null : step;
        return !done;
    }

    /**
     * As {@link #start}, for a step of a safe form. Of a step that was interrupted nothing is left, or it only does what is left.
     */
    void startSafely(StepPosition position, Operation step, List<Operation> recorded) throws SQLException {
        uncertain = resumption.isUncertain(position);
        transaction.commitBefore(position, recorded);
        resumeAt = position;
        transaction.leave(position);
        running = step;
    }

    /** Records that a step of a safe form has finished, in the transaction of the step if it has one, which is committed. */
    void finishSafely(StepPosition position, StepPosition next, List<Operation> recorded) throws SQLException {
        transaction.finish(position, recorded);
        running = null;
        uncertain = false;
        resumeAt = next;
    }

    /**
     * Records that the step has finished.
     *
     * @param next where the revision resumes after it
     * @param transactional whether a transaction begins now
     */
    void finish(StepPosition position, StepPosition next, List<Operation> recorded, boolean transactional)
            throws SQLException {
        performed = true;
        transaction.beginAfter(position, recorded, transactional);
        performed = false;
        running = null;
        uncertain = false;
        resumeAt = next;
    }

    /** Whether an earlier run came to the step: an invalid index that it left is ours. */
    boolean isAt(StepPosition position) {
        return resumption.isAt(position);
    }

    /** Whether the step that runs may have been done by an earlier run. */
    boolean isUncertain() {
        return uncertain;
    }

    /** Where the next run resumes; {@code null} if it begins anew, or after a failure that leaves the step uncertain. */
    @Nullable
    StepPosition resumeAt() {
        return performed || running != null && isUndecided(running) ? null : resumeAt;
    }

    /** The connection was lost: what the running step did is not known. */
    void connectionLost() {
        lost = true;
    }

    /** Whether a part of a step that has failed can be committed, and the catalog does not tell. */
    private boolean isUndecided(Operation step) {
        return step instanceof RunJava
                || ResumedStep.isUncertain(step)
                        && (lost
                                || !isOneTransaction(step)
                                        && run.dialect()
                                                        .compile(step, run.catalog()::snapshot)
                                                        .size()
                                                > 1);
    }

    /** Whether its statements are committed together. */
    private static boolean isOneTransaction(Operation step) {
        return step instanceof DeleteRows
                || step instanceof InsertRows insert && insert.copied().isPresent();
    }

    /** Whether the history says already where the next run resumes, if this one ends here and nothing is added. */
    boolean isRecorded() {
        return !performed && (running == null || running instanceof Backfill);
    }

    /** Whether a rollback does not reach all of the revision. */
    boolean hasCommitted() {
        return resumeAt != null;
    }

    /**
     * What a rollback does not reach, and what it leaves; {@code null} when it reaches all of the revision.
     *
     * @param lockLost whether other processes may have continued or reverted the revision since
     */
    @Nullable
    String notRolledBack(boolean lockLost) {
        StepPosition at = resumeAt;
        String id = prepared.revision().id();
        if (at == null) {
            return run.past().unfinished().containsKey(id)
                    ? "Rolled back: the steps of this run. Revision " + id
                            + " is unfinished, as before; the next run resumes at its first step."
                    : null;
        }
        boolean first = at.step() == 1 && at.inner() < 2;
        String before = first ? "" : "the steps before step " + at + ", which are committed";
        String own = (first ? "" : "; and ") + "what step " + at + " has committed itself";
        if (resumeAt() == null) {
            return "Not rolled back: " + before + own + "." + RevisionFailure.UNDECIDED;
        }
        String next = lockLost
                ? "; other processes may have continued or reverted them since."
                : first
                        ? ". Revision " + id + " is unfinished; the next run resumes there."
                        : "; the next run resumes there.";
        return "Not rolled back: " + (first ? own : before) + next;
    }

    /**
     * Whether an interrupted step was done, if the catalog can tell.
     *
     * @throws InterruptedRevisionException where it cannot
     */
    private boolean settle(StepPosition position, Operation step) {
        boolean selfEvident = step instanceof CreateIndex
                || step instanceof Backfill
                || step instanceof DropIndex
                || step instanceof IfNotExists
                || step instanceof IfExists;
        if (selfEvident) {
            return false;
        }
        if (ResumedStep.isUncertain(step)) {
            throw InterruptedRevisionException.uncertain(prepared.revision(), position, step.describe());
        }
        run.catalog().invalidate();
        DatabaseSchema actual = run.catalog().snapshot();
        return step.applyTo(actual).equals(actual) || isUndoneAndRedone(step, actual);
    }

    /** A step that adds something is done if its inverse removes it, and the step itself brings the same schema back. */
    private static boolean isUndoneAndRedone(Operation step, DatabaseSchema actual) {
        try {
            DatabaseSchema undone = step.inverse().applyTo(actual);
            return !undone.equals(actual) && step.applyTo(undone).equals(actual);
        } catch (IrreversibleException e) {
            return false;
        }
    }
}
