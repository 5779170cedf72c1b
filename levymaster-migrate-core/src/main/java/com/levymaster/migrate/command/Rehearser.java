package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.rehearse.Rehearsal;
import com.levymaster.migrate.rehearse.RehearsalRun;
import com.levymaster.migrate.rehearse.RehearsalSettings;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.runner.RunContext;
import com.levymaster.migrate.runner.ShutdownHandler;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Plans as a run does, under the lock, and rehearses the plan. Writes nothing, not even the version table. */
final class Rehearser {

    private final DatabaseSession session;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;

    Rehearser(DatabaseSession session, RevisionDefinitions revisions, MigratorSettings settings) {
        this.session = session;
        this.revisions = revisions;
        this.settings = settings;
    }

    Rehearsal rehearse(PlanRequest request, RehearsalSettings limits) throws SQLException {
        PlanChecks.checkWriting(session, settings);
        RevisionGraph graph = revisions.graph();
        try (ShutdownHandler shutdown = ShutdownHandler.register(session.connection());
                MigrationLock lock = session.lock()) {
            if (!lock.tryAcquire()) {
                throw new MigrationException(
                        "Another process migrates this database. Nothing was rehearsed.",
                        "wait until it has ended; `db current` then tells what is pending.");
            }
            VersionState state = session.readVersionState();
            PlanChecks.checkRows(session, state, graph);
            PlanChecks.checkClosed(session, state.applied(), graph);
            Plan plan = request.plan(state);
            PlanChecks.checkUnfinished(plan, state, graph);
            PlanChecks.checkAdopted(plan, state.past(), revisions);
            PlanChecks.checkTools(plan, session, state, revisions, settings.tools());
            List<PreparedRevision> prepared = session.prepare(plan, state);
            PlanChecks.checkResumable(state, prepared);
            PlanChecks.checkPlan(session, state, prepared, settings.lock().mode());
            PlanChecks.checkEdits(plan, session, state, settings);
            if (prepared.isEmpty()) {
                return Rehearsal.NOTHING;
            }
            RunContext context = MigrationRun.context(session, graph, settings, lock, state, shutdown);
            return new RehearsalRun(
                            context, limits, prepared, session.notDone(new PlanPreview(plan.direction(), prepared)))
                    .rehearse(callbacks());
        }
    }

    private List<String> callbacks() {
        return Arrays.stream(Point.values())
                .filter(point -> point != Point.AFTER_FAILURE)
                .filter(point -> !revisions.callbacks().at(point).isEmpty())
                .map(Point::fileName)
                .toList();
    }
}
