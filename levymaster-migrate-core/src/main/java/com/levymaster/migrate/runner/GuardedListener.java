package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableThrowable;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * The listeners of the application: whatever they throw is not taken for an error of the database or of a revision, and
 * what is committed is stated.
 */
public final class GuardedListener implements RunListener {

    private final RunListener listener;
    private final List<String> committed = new ArrayList<>();

    /** Guards the run against the exceptions of a listener. */
    public GuardedListener(RunListener listener) {
        this.listener = listener;
    }

    @Override
    public void beforeRun(Plan plan) {
        before("before the run", () -> listener.beforeRun(plan));
    }

    @Override
    public void beforeRevision(Direction direction, RevisionHeader revision) {
        before("before revision " + revision.id(), () -> listener.beforeRevision(direction, revision));
    }

    @Override
    public void beforeStep(RevisionHeader revision, int step, int steps, String description) {
        call("before the step", "", () -> listener.beforeStep(revision, step, steps, description));
    }

    @Override
    public void afterRows(RevisionHeader revision, int step, long rows) {
        call("after rows were changed", "", () -> listener.afterRows(revision, step, rows));
    }

    @Override
    public void afterBatch(RevisionHeader revision, int step, BackfillProgress progress) {
        call("after a batch was committed", "", () -> listener.afterBatch(revision, step, progress));
    }

    @Override
    public boolean requiresStepByStep() {
        return listener.requiresStepByStep();
    }

    @Override
    public boolean requiresRecordedDuration() {
        return listener.requiresRecordedDuration();
    }

    @Override
    public void afterRevision(RevisionReport report) {
        committed.add(report.revision().id());
        call(
                "after revision " + report.revision().id() + " was committed",
                kept(),
                () -> listener.afterRevision(report));
    }

    /** The failure is what counts. */
    @Override
    public void failed(RevisionFailedException failure) {
        try {
            listener.failed(failure);
        } catch (Throwable e) {
            Throwable printable = PrintableThrowable.of(e);
            if (printable != null && printable != failure) {
                failure.addSuppressed(printable);
            }
        }
    }

    @Override
    public void afterRun(RunReport report) {
        List<String> all =
                report.revisions().stream().map(r -> r.revision().id()).toList();
        call(
                "after the run",
                all.isEmpty() ? "There was nothing to do." : "All of it is committed: " + String.join(", ", all) + ".",
                () -> listener.afterRun(report));
    }

    /** A listener may refuse the run, with a remedy of its own. */
    private void before(String when, Runnable callback) {
        try {
            callback.run();
        } catch (MigrationException e) {
            throw e;
        } catch (Throwable e) {
            throw new ListenerException(when, kept(), e);
        }
    }

    private static void call(String when, String state, Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            throw new ListenerException(when, state, e);
        }
    }

    private String kept() {
        return committed.isEmpty() ? "No revision was run." : "Committed: " + String.join(", ", committed) + ".";
    }
}
