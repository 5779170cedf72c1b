package com.levymaster.migrate.command;

import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.lock.MigrationLock.Elsewhere;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.Checksums;
import com.levymaster.migrate.runner.LockTimeout;
import com.levymaster.migrate.runner.PlanRunner;
import com.levymaster.migrate.runner.Prepared;
import com.levymaster.migrate.runner.Report;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunContext;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.Termination;
import com.levymaster.migrate.store.Recollection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** An upgrade or downgrade on one connection. */
final class Run {

    private final Workplace place;
    private final Revisions revisions;
    private final Settings settings;
    private final Termination termination;
    private final RunListener listener;
    private final Exclusive exclusive;
    private final long start = System.nanoTime();

    Run(Workplace place, Revisions revisions, Settings settings, RunListener listener) {
        this.place = place;
        this.revisions = revisions;
        this.settings = settings;
        this.termination = new Termination(place.connection());
        this.listener = termination.and(listener);
        this.exclusive = Exclusive.of(
                settings.lock(),
                place.connection(),
                place.versions(),
                place.facts().pid());
    }

    /**
     * Locks, reads what is applied now, and runs what the plan says.
     *
     * @param done gets what became of each revision
     */
    Report run(Function<Set<String>, Plan> planner, List<RevisionReport> done, Elsewhere<Report> elsewhere)
            throws SQLException {
        Refusals.checkWriting(place, settings);
        try (termination) {
            termination.watch();
            return exclusive.hold(elsewhere, waited -> locked(planner, done, elsewhere, waited));
        }
    }

    private Report locked(
            Function<Set<String>, Plan> planner,
            List<RevisionReport> done,
            Elsewhere<Report> elsewhere,
            Duration waited)
            throws SQLException {
        Workplace.State state = place.read();
        Refusals.checkRows(place, state, revisions.graph());
        if (!revisions.graph().unknown(state.applied()).isEmpty()) {
            Optional<Report> byNewer = elsewhere.done(waited);
            if (byNewer.isPresent()) {
                return byNewer.get();
            }
        }
        return planned(state, planner, done, waited);
    }

    private Report planned(
            Workplace.State state, Function<Set<String>, Plan> planner, List<RevisionReport> done, Duration waited)
            throws SQLException {
        Plan plan = planner.apply(state.applied());
        List<Prepared> prepared = place.prepare(plan);
        Refusals.checkPlan(place, state, prepared, settings.lock().mode());
        if (!state.isComplete()) {
            complete(state);
        }
        checkEdits(plan, state);
        listener.beforeRun(plan);
        new PlanRunner(context(state.past())).run(prepared, done);
        Report report = new Report(
                plan.direction(),
                done,
                heads(state.applied()),
                heads(plan.appliedAfter()),
                waited,
                Duration.ofNanos(System.nanoTime() - start));
        listener.afterRun(report);
        return report;
    }

    private RunContext context(Recollection past) {
        return new RunContext(
                place.connection(),
                place.dialect(),
                place.catalog(),
                place.versions(),
                place.history(),
                settings.arguments(),
                listener,
                exclusive.turn(),
                new LockTimeout(),
                settings.retry(),
                past,
                new Checksums(revisions.graph(), past),
                settings.historySql());
    }

    /** Revisions are recorded anyway now: a good moment to look at those that are applied. */
    private void checkEdits(Plan plan, Workplace.State state) throws SQLException {
        if (plan.direction() == Direction.UPGRADE && !plan.isEmpty()) {
            place.checksums(state).enforce(settings.checksums(), place.scripts(state));
        }
    }

    private void complete(Workplace.State state) throws SQLException {
        Connection connection = place.connection();
        if (settings.lock().mode() == LockSettings.Mode.TRANSACTION) {
            exclusive.begin();
        }
        place.complete(state);
        if (!connection.getAutoCommit()) {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private List<String> heads(Collection<String> applied) {
        return revisions.graph().headsOf(applied).stream()
                .map(RevisionHeader::id)
                .toList();
    }
}
