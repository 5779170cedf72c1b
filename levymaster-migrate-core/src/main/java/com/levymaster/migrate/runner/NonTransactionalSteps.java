package com.levymaster.migrate.runner;

import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Steps outside of a transaction. That one begins is committed before it runs, and that it ended afterwards, so that an
 * interruption is found by the next run, which goes on where this one stopped.
 */
final class NonTransactionalSteps {

    private final RunContext run;
    private final PreparedRevision prepared;
    private final RevisionTransaction transaction;
    private final ResumePoint resumption;
    private @Nullable StepPosition resumeAt;
    private @Nullable Operation running;
    private boolean uncertain;

    NonTransactionalSteps(
            RunContext run, PreparedRevision prepared, RevisionTransaction transaction, ResumePoint resumption) {
        this.run = run;
        this.prepared = prepared;
        this.transaction = transaction;
        this.resumption = resumption;
        this.resumeAt = resumption.from().equals(StepPosition.START) ? null : resumption.from();
    }

    /** The steps of a block, each by itself; afterwards a new transaction, if there was one. */
    void each(int step, List<Operation> steps, List<Operation> said, Consumer<Operation> perform) throws SQLException {
        boolean transactional = transaction.isOpen();
        for (int i = 0; i < steps.size(); i++) {
            StepPosition position = new StepPosition(step, i + 1);
            if (!resumption.skips(position)) {
                begin(position, steps.get(i), said, perform);
                boolean last = i == steps.size() - 1;
                transaction.beginAfter(position, said, transactional && last);
            }
        }
        resumeAt = new StepPosition(step + 1, 0);
    }

    /** A step of a revision that runs without a transaction. */
    void one(StepPosition position, Operation step, List<Operation> said, Consumer<Operation> perform)
            throws SQLException {
        begin(position, step, said, perform);
        transaction.beginAfter(position, said, false);
        resumeAt = position.next();
    }

    /** Whether the step that runs may have been done by an earlier run. */
    boolean isUncertain() {
        return uncertain;
    }

    /** Where the next run goes on; {@code null} where it begins anew, and after a failure that leaves it uncertain. */
    @Nullable
    StepPosition resumeAt() {
        return running instanceof RunJava ? null : resumeAt;
    }

    /** Whether a rollback does not reach all of the revision. */
    boolean hasCommitted() {
        return resumeAt != null;
    }

    /** What a rollback does not reach; {@code null} when it reaches all. */
    @Nullable
    String leftover() {
        StepPosition at = resumeAt;
        if (at == null) {
            return null;
        }
        return "Not rolled back: the steps before step " + at + ", which are committed"
                + (prepared.recording().inspectsDatabase() ? "." : "; the next run goes on from there.");
    }

    private void begin(StepPosition position, Operation step, List<Operation> said, Consumer<Operation> perform)
            throws SQLException {
        uncertain = resumption.isUncertain(position);
        boolean done = uncertain && settle(position, step);
        transaction.commitBefore(position, said);
        resumeAt = position;
        if (!done) {
            running = step;
            perform.accept(step);
            running = null;
        }
        uncertain = false;
    }

    /**
     * Whether a step that was interrupted is done, where the database can tell.
     *
     * @throws InterruptedRevisionException where it cannot
     */
    private boolean settle(StepPosition position, Operation step) {
        boolean selfEvident = step instanceof CreateIndex
                || step instanceof DropIndex
                || step instanceof IfNotExists
                || step instanceof IfExists;
        if (selfEvident) {
            return false;
        }
        if (InterruptedStep.isUncertain(step)) {
            throw InterruptedRevisionException.uncertain(prepared.revision(), position, step.describe());
        }
        run.catalog().invalidate();
        DatabaseSchema now = run.catalog().snapshot();
        return step.applyTo(now).equals(now);
    }
}
