package com.levymaster.migrate.runner;

import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillProgress;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a run does, on the thread that does it. An exception thrown here ends the run: before or in a revision that
 * revision is rolled back like after a failed step, later what is committed stays, and the exception of the run says so.
 */
public interface RunListener {

    /** Everything has been checked; nothing has run yet. */
    default void beforeRun(Plan plan) {}

    /** The revision's transaction has not begun. */
    default void beforeRevision(Direction direction, RevisionHeader revision) {}

    /** A step of a revision is about to run. */
    default void beforeStep(RevisionHeader revision, int step, int steps, String description) {}

    /**
     * A step has changed rows. An exception ends the run when the step is done.
     *
     * @param rows how many so far, since the step began
     */
    default void afterRows(RevisionHeader revision, int step, long rows) {}

    /** A batch of a backfill is committed. An exception ends the run; the next one continues with the next batch. */
    default void afterBatch(RevisionHeader revision, int step, BackfillProgress progress) {}

    /**
     * Whether the steps are to be sent one by one, so that {@link #beforeStep} is heard when the server begins with them.
     * Otherwise those that need no answer go together, which is faster.
     */
    default boolean requiresStepByStep() {
        return false;
    }

    /**
     * Whether {@link #afterRevision} is to be told the duration that the history has, which costs a query after each
     * revision. Otherwise it may be told the time until the commit, which the history cannot have yet.
     */
    default boolean requiresRecordedDuration() {
        return false;
    }

    /** The revision is committed. */
    default void afterRevision(RevisionReport report) {}

    /** The revision failed; its transaction is rolled back. An exception is added to the failure, as a suppressed one. */
    default void failed(RevisionFailedException failure) {}

    /** The whole plan has run. Also called when there was nothing to do. */
    default void afterRun(RunReport report) {}

    /**
     * The listener of the runs on one of several databases. Those runs may take place at the same time; a listener that remembers
     * something between two calls returns a new one.
     *
     * @param name as in {@code levymaster.migrate.databases.<name>}, or of a tenant
     */
    default RunListener forDatabase(String name) {
        return this;
    }

    /**
     * The listener of the runs of one tenant, of which {@link #forDatabase} is then asked with {@code database/tenant}. There may be
     * thousands of tenants: a listener that keeps something for each name, such as a meter, returns one that ignores the tenant.
     *
     * @param database as in {@code levymaster.migrate.databases.<name>}; {@code null} if the application has one
     */
    default RunListener forTenant(@Nullable String database, String tenant) {
        return this;
    }

    /** This one, and then the other; a listener that is part of both is notified once. */
    default RunListener and(RunListener other) {
        return CompositeRunListener.of(this, other);
    }
}
