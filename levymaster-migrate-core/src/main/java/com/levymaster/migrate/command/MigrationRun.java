package com.levymaster.migrate.command;

import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.checksum.LiteralVisibility;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.GuardedListener;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RevisionRunner;
import com.levymaster.migrate.runner.RunContext;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.runner.ShutdownHandler;
import com.levymaster.migrate.runner.StatementLockTimeout;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * One upgrade or downgrade, from the question whether there is anything to do to the last commit. A run that loses its
 * connection locks, reads and plans again on a new one; whether a commit under way took place is read, not assumed.
 */
final class MigrationRun {

    private static final Log log = LogFactory.getLog(MigrationRun.class);

    private static final int CONNECTION_LOSSES = 3;

    private final ConnectionSource connections;
    private RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final RunListener listener;
    private PlanRequest request;
    private final long start = System.nanoTime();
    private final List<RevisionReport> done = new ArrayList<>();
    private List<String> headsBefore = List.of();
    private @Nullable Plan firstPlan;
    private @Nullable RevisionFailedException connectionLoss;
    private @Nullable RevisionFailedException interruption;
    private int connectionLosses;
    /** Whether an exception that is thrown now names the committed revisions by itself. */
    private boolean isCommittedNamed;

    MigrationRun(
            ConnectionSource connections,
            RevisionDefinitions revisions,
            MigratorSettings settings,
            RunListener listener,
            PlanRequest request) {
        this.connections = connections;
        this.revisions = revisions;
        this.settings = settings;
        String database = settings.database();
        this.listener = new GuardedListener(database == null ? listener : listener.forDatabase(database));
        this.request = request;
    }

    RunReport execute() {
        while (true) {
            try (BorrowedConnection borrowed = connections.borrowForRun(settings)) {
                if (connectionLosses == 0) {
                    Optional<Set<String>> applied = request.satisfiedBy(borrowed.connection(), settings.tables());
                    if (applied.isPresent()) {
                        borrowed.succeeded();
                        return nothingToDo(applied.get(), Duration.ZERO);
                    }
                }
                RunReport report = execute(session(borrowed.connection()));
                borrowed.succeeded();
                return report;
            } catch (RevisionFailedException e) {
                resumeAfter(e);
            } catch (SQLException | DataAccessException e) {
                reconnectAfter(e);
            } catch (MigrationException e) {
                throw connectionLosses == 0 || isCommittedNamed ? e : withCommitted(e);
            }
        }
    }

    /** Returns nothing if there may be something to do. */
    Optional<RunReport> executeIfUpToDate() {
        try (BorrowedConnection borrowed = connections.borrow(settings)) {
            return request.satisfiedBy(borrowed.connection(), settings.tables())
                    .map(applied -> nothingToDo(applied, Duration.ZERO));
        } catch (SQLException e) {
            throw ConnectionSource.translated(e);
        }
    }

    /** Where others stand in the graph for a revision that replaces them, the run is of those. */
    private DatabaseSession session(Connection connection) throws SQLException {
        DatabaseSession session = new DatabaseSession(connection, revisions, settings);
        if (firstPlan != null || !revisions.graph().replaces()) {
            return session;
        }
        RevisionDefinitions at = session.revisionsFor(request.targets());
        if (at == revisions) {
            return session;
        }
        revisions = at;
        request = request.of(at);
        return new DatabaseSession(connection, at, settings);
    }

    /** A check of a later attempt says that nothing was changed, and does not know what the earlier ones have committed. */
    private MigrationException withCommitted(MigrationException e) {
        RevisionFailedException lost = interruption;
        String unknown = lost == null || committed().contains(lost.revision().id())
                ? null
                : lost.revision().id();
        if (done.isEmpty() && unknown == null) {
            return e;
        }
        String problem = "The connection was lost "
                + (unknown == null ? "between two revisions" : "in revision " + unknown)
                + ", and the run cannot continue: "
                + e.problem().replace("Nothing was changed.", "").strip()
                + (done.isEmpty() ? "" : " Committed by this run before: " + String.join(", ", committed()) + ".")
                + (unknown == null ? "" : " It is not known how much of revision " + unknown + " is committed.")
                + (lost == null || unknown == null ? "" : unrecorded(lost, e));
        String remedy =
                e.remedy().replaceFirst("\\.$", "") + "; then run the command again: it reads what is committed.";
        return e.getCause() instanceof SQLException cause
                ? new DatabaseUnavailableException(problem, remedy, cause)
                : new MigrationException(problem, remedy, e);
    }

    /** What the history lacks of the loss of a connection after which the run does not continue. */
    private String unrecorded(RevisionFailedException lost, MigrationException end) {
        return end instanceof DatabaseUnavailableException || !new LateRecord(connections, settings).adds(lost)
                ? " The history has no entry of this failure."
                : "";
    }

    private RunReport execute(DatabaseSession session) throws SQLException {
        PlanChecks.checkWriting(session, settings);
        try (ShutdownHandler shutdown = ShutdownHandler.register(session.connection());
                MigrationLock lock = session.lock()) {
            while (!lock.tryAcquire()) {
                lock.awaitRelease();
                Optional<Set<String>> applied = request.satisfiedBy(session.connection(), settings.tables());
                if (applied.isPresent()) {
                    return nothingToDo(applied.get(), lock.waited());
                }
            }
            VersionState state = new ReplacedRows(session).record(session.readVersionState(), lock);
            state.absent().forEach(module -> log.info(prefix() + module.describe()));
            AbsentModule.refuse(state.absent(), request.targets());
            PlanChecks.checkRows(session, state, revisions.graph());
            PlanChecks.checkClosed(session, state.applied(), revisions.graph());
            if (isDoneByNewerBuild(session, state)) {
                return nothingToDo(state.applied(), lock.waited());
            }
            Plan plan = plan(state);
            PlanChecks.checkUnfinished(plan, state, revisions.graph());
            PlanChecks.checkAdopted(plan, state.past(), revisions);
            PlanChecks.checkTools(plan, session, state, revisions, settings.tools());
            OlderBuilds.check(plan, state, session.connection(), settings);
            List<PreparedRevision> prepared = session.prepare(plan, state);
            PlanChecks.checkResumable(state, prepared);
            PlanChecks.checkPlan(session, state, prepared, settings.lock().mode());
            session.ensureTables(state, lock);
            PlanChecks.checkEdits(plan, session, state, settings);
            listener.beforeRun(plan);
            run(
                    session,
                    state,
                    prepared,
                    context(session, revisions.graph(), settings, lock, state, shutdown.and(listener)));
            return report(plan, lock.waited());
        }
    }

    /** A newer build knows revisions that this one does not, and has applied all of this one's. */
    private boolean isDoneByNewerBuild(DatabaseSession session, VersionState state) throws SQLException {
        boolean isNewer = !state.absent().isEmpty()
                || !revisions.graph().unknown(state.applied()).isEmpty();
        return isNewer
                && request.satisfiedBy(session.connection(), settings.tables()).isPresent();
    }

    /** Planned from what is applied now; never an earlier plan, filtered. */
    private Plan plan(VersionState state) {
        Plan first = firstPlan;
        if (first == null) {
            headsBefore = heads(state.applied());
            firstPlan = request.plan(state);
            return firstPlan;
        }
        creditLostCommit(state);
        isCommittedNamed = true;
        Plan rest = request.replan(first, state, committed());
        isCommittedNamed = false;
        return rest;
    }

    private void run(DatabaseSession session, VersionState state, List<PreparedRevision> prepared, RunContext context)
            throws SQLException {
        isCommittedNamed = true;
        RevisionRunner runner =
                new RevisionRunner(context, revisions.callbacks(), done.size() + prepared.size(), committed());
        if (prepared.isEmpty()) {
            return;
        }
        try {
            runner.run(Point.BEFORE_RUN);
            for (PreparedRevision revision : prepared) {
                Optional<RevisionReport> report = runner.run(revision);
                report.ifPresent(done::add);
                if (report.isPresent() && !revision.revision().isRepeatable()) {
                    runner.run(Point.AFTER_REVISION);
                }
            }
        } catch (MigrationException e) {
            if (e instanceof RevisionFailedException failed && SqlStates.isConnectionClosed(failed.sqlState())) {
                throw e;
            }
            throw new RemovedRepeatables(session, state, runner).restore(prepared, done, e);
        }
        runner.run(Point.AFTER_RUN);
    }

    private List<String> committed() {
        return done.stream().map(RevisionReport::committed).toList();
    }

    static RunContext context(
            DatabaseSession session,
            RevisionGraph graph,
            MigratorSettings settings,
            MigrationLock lock,
            VersionState state,
            RunListener listeners) {
        return new RunContext(
                session.connection(),
                session.dialect(),
                session.catalog(),
                session.versions(),
                session.repeatables(),
                session.history(),
                settings.arguments(),
                listeners,
                lock,
                new StatementLockTimeout(),
                settings.retry(),
                settings.backfill(),
                graph,
                state.applied(),
                state.past(),
                new Checksums(graph, state.past()),
                new LiteralVisibility(settings.historySql(), settings.logValues()),
                settings.database());
    }

    /** An administrator who ends a session does so on purpose; but what became of a commit has to be known in any case. */
    private void resumeAfter(RevisionFailedException e) {
        boolean committing =
                e.failure().step() > e.failure().steps() && e.failure().sql() == null;
        boolean lost =
                SqlStates.isConnectionLost(e.sqlState()) || committing && SqlStates.isConnectionClosed(e.sqlState());
        if (!lost || connectionLosses >= CONNECTION_LOSSES) {
            throw new LateRecord(connections, settings).of(e);
        }
        connectionLosses++;
        connectionLoss = e;
        interruption = e;
        isCommittedNamed = false;
        log.warn(prefix() + "Revision " + e.revision().id() + ": the connection was lost ("
                + e.failure().message() + "); reading on a new one whether it was committed");
    }

    /** Nothing was running: reading and planning can begin anew. */
    private void reconnectAfter(Exception e) {
        SQLException root = SqlStates.find(e);
        if (root == null
                || !SqlStates.isConnectionClosed(root.getSQLState())
                || connectionLosses >= CONNECTION_LOSSES) {
            throw ConnectionSource.translated(e);
        }
        connectionLosses++;
        isCommittedNamed = false;
        log.warn(prefix() + "The connection was lost "
                + (done.isEmpty() ? "before anything ran" : "between two revisions") + " (" + SqlStates.message(root)
                + "); planning anew on a new one");
    }

    private void creditLostCommit(VersionState state) {
        RevisionFailedException lost = connectionLoss;
        connectionLoss = null;
        if (lost == null
                || lost.revision().isRepeatable()
                || state.unfinished().containsKey(lost.revision().id())
                || state.applied().contains(lost.revision().id()) != (lost.direction() == Direction.UPGRADE)) {
            return;
        }
        log.info(prefix() + "Revision " + lost.revision().id() + " had been committed when the connection was lost");
        done.add(new RevisionReport(
                lost.revision(), lost.direction(), lost.failure().steps(), Duration.ZERO, List.of(), List.of()));
    }

    private RunReport report(Plan plan, Duration waited) {
        RunReport report =
                new RunReport(plan.direction(), done, headsBefore, heads(plan.appliedAfter()), waited, elapsed());
        listener.afterRun(report);
        return report;
    }

    private RunReport nothingToDo(Collection<String> applied, Duration waited) {
        List<String> heads = heads(applied);
        RunReport report = new RunReport(Direction.UPGRADE, done, heads, heads, waited, elapsed());
        listener.afterRun(report);
        return report;
    }

    private String prefix() {
        return settings.database() == null ? "" : settings.database() + ": ";
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private List<String> heads(Collection<String> applied) {
        return revisions.graph().headsOf(applied).stream()
                .map(RevisionHeader::id)
                .toList();
    }
}
