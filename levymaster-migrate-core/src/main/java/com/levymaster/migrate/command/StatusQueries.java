package com.levymaster.migrate.command;

import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.analysis.DataLossAnalysis;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.checksum.EditedRevision;
import com.levymaster.migrate.definition.AppliedRepeatables;
import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseRowCounts;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillStore;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Answers what the database is at, and what it would need. Reads only. */
final class StatusQueries {

    private final ConnectionSource connections;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;

    StatusQueries(ConnectionSource connections, RevisionDefinitions revisions, MigratorSettings settings) {
        this.connections = connections;
        this.revisions = revisions;
        this.settings = settings;
    }

    RevisionDefinitions revisions() {
        return revisions;
    }

    void validate(String... targets) {
        query(session -> {
            VersionState state = session.readVersionState();
            PlanChecks.checkRows(session, state, revisions.graph());
            PlanChecks.checkClosed(session, state.applied(), revisions.graph());
            List<RevisionHeader> pending = new ArrayList<>(due(state.applied(), targets));
            if (due(state.applied()).isEmpty()) {
                pendingRepeatables(session)
                        .forEach(name -> pending.add(RevisionHeader.ofRepeatable(name, List.of(), "")));
            }
            if (!pending.isEmpty()) {
                throw new PendingRevisionsException(
                        pending, "", state.unfinished().values());
            }
            session.checksums(state).enforce(settings.checksums(), session.scripts(state));
            return state;
        });
    }

    List<EditedRevision> edited() {
        if (settings.checksums() == ChecksumPolicy.IGNORE) {
            return List.of();
        }
        return query(session -> {
            VersionState state = session.readVersionState();
            return session.checksums(state).edited(session.scripts(state));
        });
    }

    void await(Duration timeout, String... targets) {
        String[] wanted = targets.length == 0 ? new String[] {"heads"} : targets;
        long start = System.nanoTime();
        while (!isUpToDate(wanted)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(timeout) >= 0) {
                throw new PendingRevisionsException(
                        waitedFor(targets),
                        " after " + timeout.toSeconds() + " s of waiting for another process",
                        List.of());
            }
            sleep(timeout.minus(waited));
        }
    }

    private List<RevisionHeader> waitedFor(String... targets) {
        Status status = status();
        List<RevisionHeader> pending = due(status.applied(), targets);
        return pending.isEmpty()
                ? status.pendingRepeatables().stream()
                        .map(name -> RevisionHeader.ofRepeatable(name, List.of(), ""))
                        .toList()
                : pending;
    }

    boolean isUpToDate(String... targets) {
        UpgradeRequest request = UpgradeRequest.of(revisions, settings.contract(), targets);
        return connections.read(
                settings,
                connection -> request.satisfiedBy(connection, settings.tables()).isPresent());
    }

    VersionTableLocation versionTable() {
        return connections.read(settings, connection -> VersionTableLocation.read(connection, settings.tables()));
    }

    Status status() {
        RevisionGraph graph = revisions.graph();
        return query(session -> {
            Set<String> rows = session.appliedOfAllModules();
            List<AbsentModule> absent = session.absentOf(rows);
            Set<String> applied = AbsentModule.without(absent, rows);
            List<RevisionHeader> all = graph.pending(applied);
            List<RevisionHeader> waiting = settings.contract().waiting(graph, applied, all);
            List<RevisionHeader> pending = settings.contract().due(graph, applied, all);
            List<UnfinishedRevision> unfinished = all.isEmpty() ? List.of() : session.unfinished();
            return new Status(
                    graph.current(known(graph, applied)),
                    graph.effectiveHeads(),
                    pending,
                    waiting,
                    applied,
                    graph.unknown(applied),
                    graph.gaps(applied),
                    pendingRepeatables(session),
                    unfinished,
                    unfinished.isEmpty()
                            ? List.of()
                            : new BackfillStore(settings.tables(), session.dialect()).unfinished(session.connection()),
                    session.isInitialized(),
                    absent,
                    session.existing());
        });
    }

    private List<String> pendingRepeatables(DatabaseSession session) throws SQLException {
        Repeatables repeatables = revisions.repeatables();
        if (repeatables.isEmpty()
                || !revisions.graph().unknown(session.applied()).isEmpty()) {
            return List.of();
        }
        return AppliedRepeatables.of(session.repeatables().applied(session.connection())).missing(repeatables).stream()
                .map(Repeatable::name)
                .toList();
    }

    List<DataLoss> losses(PlanPreview preview) {
        return preview.isEmpty()
                ? List.of()
                : query(session -> {
                    return new DataLossAnalysis(
                                    new DatabaseRowCounts(session.connection(), session.dialect()),
                                    session.catalog().snapshot(),
                                    session.notDone(preview))
                            .of(preview);
                });
    }

    PlanPreview preview(PlanRequest request) {
        return query(session -> {
            VersionState state = session.readVersionState();
            AbsentModule.refuse(state.absent(), request.targets());
            PlanChecks.checkClosed(session, state.applied(), revisions.graph());
            Plan plan = request.plan(state);
            PlanChecks.checkUnfinished(plan, state, revisions.graph());
            PlanChecks.checkAdopted(plan, state.past(), revisions);
            PlanChecks.checkTools(plan, session, state, revisions, settings.tools());
            List<PreparedRevision> prepared = session.preview(plan, state);
            PlanChecks.checkResumable(state, prepared);
            return new PlanPreview(plan.direction(), prepared);
        });
    }

    UpgradeSplit splitAtBackfills(PlanRequest request) {
        Set<RevisionHeader> backfills = new LinkedHashSet<>();
        Set<RevisionHeader> later = new LinkedHashSet<>();
        Set<String> now = new LinkedHashSet<>(query(DatabaseSession::applied));
        for (PreparedRevision prepared : preview(request).revisions()) {
            RevisionHeader revision = prepared.revision();
            if (revision.isRepeatable()) {
                continue;
            }
            if (prepared.hasBackfill()) {
                backfills.add(revision);
            }
            boolean waits = revisions.graph().needs(revision.id()).stream().anyMatch(later::contains);
            if (waits || prepared.hasBackfill()) {
                later.add(revision);
            } else {
                now.add(revision.id());
            }
        }
        Set<String> all = new LinkedHashSet<>(now);
        later.forEach(revision -> all.add(revision.id()));
        return new UpgradeSplit(headsOf(now), List.copyOf(backfills), List.copyOf(later), headsOf(all));
    }

    private List<String> headsOf(Set<String> ids) {
        return revisions.graph().headsOf(ids).stream().map(RevisionHeader::id).toList();
    }

    /** The pending ones without those that wait for their phase, unless a target names a revision. */
    private List<RevisionHeader> due(Collection<String> applied, String... targets) {
        List<RevisionHeader> pending = pending(applied, targets);
        return PhasedPlan.isForHeads(List.of(targets))
                ? settings.contract().due(revisions.graph(), applied, pending)
                : pending;
    }

    private List<RevisionHeader> pending(Collection<String> applied, String... targets) {
        if (targets.length == 0) {
            return revisions.graph().pending(applied);
        }
        UpgradeRequest request = UpgradeRequest.of(revisions, settings.contract(), targets);
        if (!request.absolute()) {
            return revisions.graph().upgrade(applied, request.targets()).steps();
        }
        return revisions.graph().ancestors(request.ids()).stream()
                .filter(revision -> !applied.contains(revision.id()))
                .toList();
    }

    /** A question to the database. */
    @FunctionalInterface
    interface Query<T> {
        T answer(DatabaseSession session) throws SQLException;
    }

    /** Answers on a connection of its own, which is given back afterwards. */
    <T> T query(Query<T> query) {
        return connections.read(
                settings, connection -> query.answer(new DatabaseSession(connection, revisions, settings)));
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
