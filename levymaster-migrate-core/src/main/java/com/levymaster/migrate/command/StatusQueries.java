package com.levymaster.migrate.command;

import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.analysis.DataLossAnalysis;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.checksum.EditedRevision;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseRowCounts;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Answers what the database is at, and what it would need. Reads only. */
final class StatusQueries {

    private final ConnectionSource connector;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;

    StatusQueries(ConnectionSource connector, RevisionDefinitions revisions, MigratorSettings settings) {
        this.connector = connector;
        this.revisions = revisions;
        this.settings = settings;
    }

    void validate(String... targets) {
        use(connection -> {
            DatabaseSession place = place(connection);
            DatabaseSession.VersionState state = place.read();
            List<RevisionHeader> pending = pending(state.applied(), targets);
            if (!pending.isEmpty()) {
                throw new PendingRevisionsException(pending, "");
            }
            place.checksums(state).enforce(settings.checksums(), place.scripts(state));
            return state;
        });
    }

    List<EditedRevision> edited() {
        if (settings.checksums() == ChecksumPolicy.IGNORE) {
            return List.of();
        }
        return use(connection -> {
            DatabaseSession place = place(connection);
            DatabaseSession.VersionState state = place.read();
            return place.checksums(state).edited(place.scripts(state));
        });
    }

    void await(Duration timeout, String... targets) {
        String[] wanted = targets.length == 0 ? new String[] {"heads"} : targets;
        long start = System.nanoTime();
        while (!isUpToDate(wanted)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(timeout) >= 0) {
                throw new PendingRevisionsException(
                        pending(status().applied(), targets),
                        " after " + timeout.toSeconds() + " s of waiting for another process");
            }
            sleep(timeout.minus(waited));
        }
    }

    boolean isUpToDate(String... targets) {
        UpgradeTargets wanted = UpgradeTargets.of(revisions.graph(), targets);
        return use(connection -> wanted.isApplied(connection, settings.tables()));
    }

    Status status() {
        RevisionGraph graph = revisions.graph();
        return use(connection -> {
            DatabaseSession place = place(connection);
            Set<String> applied = place.applied();
            return new Status(
                    graph.current(known(graph, applied)),
                    graph.effectiveHeads(),
                    graph.pending(applied),
                    applied,
                    graph.unknown(applied),
                    place.isInitialized());
        });
    }

    List<DataLoss> losses(PlanPreview preview) {
        return preview.isEmpty()
                ? List.of()
                : use(connection -> {
                    DatabaseSession place = place(connection);
                    return new DataLossAnalysis(
                                    new DatabaseRowCounts(connection, place.dialect()),
                                    place.catalog().snapshot())
                            .of(preview);
                });
    }

    PlanPreview preview(Function<Set<String>, Plan> planner) {
        return use(connection -> {
            DatabaseSession place = place(connection);
            Plan plan = planner.apply(place.applied());
            return new PlanPreview(plan.direction(), place.preview(plan));
        });
    }

    private List<RevisionHeader> pending(Collection<String> applied, String... targets) {
        if (targets.length == 0) {
            return revisions.graph().pending(applied);
        }
        UpgradeTargets wanted = UpgradeTargets.of(revisions.graph(), targets);
        if (!wanted.absolute()) {
            return revisions.graph().upgrade(applied, wanted.targets()).steps();
        }
        return revisions.graph().ancestors(wanted.ids()).stream()
                .filter(revision -> !applied.contains(revision.id()))
                .toList();
    }

    private <T> T use(ConnectionSource.Work<T> work) {
        return connector.use(settings.retry(), work);
    }

    private DatabaseSession place(Connection connection) throws SQLException {
        return new DatabaseSession(connection, revisions, settings);
    }

    private static Collection<String> known(RevisionGraph graph, Set<String> applied) {
        return applied.stream().filter(id -> graph.find(id).isPresent()).toList();
    }

    /** With jitter, so that many who wait do not all ask at once. */
    private static void sleep(Duration atMost) {
        long millis = ThreadLocalRandom.current().nextLong(250, 1000);
        try {
            Thread.sleep(Math.min(millis, Math.max(1, atMost.toMillis())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    "Interrupted while waiting for another process to migrate. Nothing was changed.",
                    "start again.",
                    e);
        }
    }
}
