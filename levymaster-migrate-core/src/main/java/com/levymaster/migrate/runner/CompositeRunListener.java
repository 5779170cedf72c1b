package com.levymaster.migrate.runner;

import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillProgress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two who hear the same, one after the other. What has happened both hear, also if the first one fails. */
record CompositeRunListener(RunListener first, RunListener second) implements RunListener {

    /** Those of the first, then those of the second that are not among them. */
    static RunListener of(RunListener first, RunListener second) {
        List<RunListener> heard = parts(first);
        RunListener all = first;
        for (RunListener each : parts(second)) {
            if (heard.stream().noneMatch(known -> known == each)) {
                all = new CompositeRunListener(all, each);
            }
        }
        return all;
    }

    private static List<RunListener> parts(RunListener listener) {
        return listener instanceof CompositeRunListener several
                ? Stream.of(several.first, several.second)
                        .flatMap(each -> parts(each).stream())
                        .toList()
                : List.of(listener);
    }

    @Override
    public void beforeRun(Plan plan) {
        first.beforeRun(plan);
        second.beforeRun(plan);
    }

    @Override
    public void beforeRevision(Direction direction, RevisionHeader revision) {
        first.beforeRevision(direction, revision);
        second.beforeRevision(direction, revision);
    }

    @Override
    public void beforeStep(RevisionHeader revision, int step, int steps, String description) {
        first.beforeStep(revision, step, steps, description);
        second.beforeStep(revision, step, steps, description);
    }

    @Override
    public void afterRows(RevisionHeader revision, int step, long rows) {
        first.afterRows(revision, step, rows);
        second.afterRows(revision, step, rows);
    }

    @Override
    public void afterBatch(RevisionHeader revision, int step, BackfillProgress progress) {
        both(() -> first.afterBatch(revision, step, progress), () -> second.afterBatch(revision, step, progress));
    }

    @Override
    public boolean requiresStepByStep() {
        return first.requiresStepByStep() || second.requiresStepByStep();
    }

    @Override
    public boolean requiresRecordedDuration() {
        return first.requiresRecordedDuration() || second.requiresRecordedDuration();
    }

    @Override
    public void afterRevision(RevisionReport report) {
        both(() -> first.afterRevision(report), () -> second.afterRevision(report));
    }

    @Override
    public void failed(RevisionFailedException failure) {
        both(() -> first.failed(failure), () -> second.failed(failure));
    }

    @Override
    public void afterRun(RunReport report) {
        both(() -> first.afterRun(report), () -> second.afterRun(report));
    }

    @Override
    public RunListener forDatabase(String name) {
        return new CompositeRunListener(first.forDatabase(name), second.forDatabase(name));
    }

    @Override
    public RunListener forTenant(@Nullable String database, String tenant) {
        return new CompositeRunListener(first.forTenant(database, tenant), second.forTenant(database, tenant));
    }

    private static void both(Runnable first, Runnable second) {
        try {
            first.run();
        } catch (Throwable e) {
            try {
                second.run();
            } catch (Throwable another) {
                e.addSuppressed(another);
            }
            throw e;
        }
        second.run();
    }
}
