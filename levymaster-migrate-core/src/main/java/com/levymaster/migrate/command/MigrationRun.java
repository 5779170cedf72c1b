package com.levymaster.migrate.command;

import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.lock.SessionAdvisoryLock.Elsewhere;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.PlanRunner;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunContext;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.runner.ShutdownHandler;
import com.levymaster.migrate.runner.StatementLockTimeout;
import com.levymaster.migrate.store.HistorySnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** An upgrade or downgrade on one connection. */
final class MigrationRun {

    private final DatabaseSession place;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final ShutdownHandler termination;
    private final RunListener listener;
    private final Exclusive exclusive;
    private final long start = System.nanoTime();

    MigrationRun(
            DatabaseSession place, RevisionDefinitions revisions, MigratorSettings settings, RunListener listener) {
        this.place = place;
        this.revisions = revisions;
        this.settings = settings;
        this.termination = new ShutdownHandler(place.connection());
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
    RunReport run(Function<Set<String>, Plan> planner, List<RevisionReport> done, Elsewhere<RunReport> elsewhere)
            throws SQLException {
        PlanChecks.checkWriting(place, settings);
        try (termination) {
            termination.watch();
            return exclusive.hold(elsewhere, waited -> locked(planner, done, elsewhere, waited));
        }
    }

    private RunReport locked(
            Function<Set<String>, Plan> planner,
            List<RevisionReport> done,
            Elsewhere<RunReport> elsewhere,
            Duration waited)
            throws SQLException {
        DatabaseSession.VersionState state = place.read();
        PlanChecks.checkRows(place, state, revisions.graph());
        if (!revisions.graph().unknown(state.applied()).isEmpty()) {
            Optional<RunReport> byNewer = elsewhere.done(waited);
            if (byNewer.isPresent()) {
                return byNewer.get();
            }
        }
        return planned(state, planner, done, waited);
    }

    private RunReport planned(
            DatabaseSession.VersionState state,
            Function<Set<String>, Plan> planner,
            List<RevisionReport> done,
            Duration waited)
            throws SQLException {
        Plan plan = planner.apply(state.applied());
        List<PreparedRevision> prepared = place.prepare(plan);
        PlanChecks.checkPlan(place, state, prepared, settings.lock().mode());
        if (!state.isComplete()) {
            complete(state);
        }
        checkEdits(plan, state);
        listener.beforeRun(plan);
        new PlanRunner(context(state.past())).run(prepared, done);
        RunReport report = new RunReport(
                plan.direction(),
                done,
                heads(state.applied()),
                heads(plan.appliedAfter()),
                waited,
                Duration.ofNanos(System.nanoTime() - start));
        listener.afterRun(report);
        return report;
    }

    private RunContext context(HistorySnapshot past) {
        return new RunContext(
                place.connection(),
                place.dialect(),
                place.catalog(),
                place.versions(),
                place.history(),
                settings.arguments(),
                listener,
                exclusive.turn(),
                new StatementLockTimeout(),
                settings.retry(),
                past,
                new Checksums(revisions.graph(), past),
                settings.historySql());
    }

    /** Revisions are recorded anyway now: a good moment to look at those that are applied. */
    private void checkEdits(Plan plan, DatabaseSession.VersionState state) throws SQLException {
        if (plan.direction() == Direction.UPGRADE && !plan.isEmpty()) {
            place.checksums(state).enforce(settings.checksums(), place.scripts(state));
        }
    }

    private void complete(DatabaseSession.VersionState state) throws SQLException {
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
