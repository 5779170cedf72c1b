package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.StampPlan;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistorySnapshot.UnknownEntry;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes version rows without running anything. */
final class Stamper {

    private final DatabaseSession session;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final long start = System.nanoTime();

    Stamper(DatabaseSession session, RevisionDefinitions revisions, MigratorSettings settings) {
        this.session = session;
        this.revisions = revisions;
        this.settings = settings;
    }

    RunReport stamp(List<String> targets, boolean purge) throws SQLException {
        PlanChecks.checkWriting(session, settings);
        try (MigrationLock lock = session.lock()) {
            lock.acquire();
            VersionState state = new ReplacedRows(session).record(session.readVersionState(), lock);
            AbsentModule.refuse(state.absent(), targets);
            Set<String> applied = state.applied();
            if (!purge) {
                PlanChecks.checkUnfinishedKnown(state, revisions.graph());
            }
            StampPlan stamp = revisions.graph().stamp(purge ? Set.of() : applied, targets);
            PlanChecks.checkClosed(session, stamp.appliedAfter(), revisions.graph());
            session.write(
                    state,
                    lock,
                    statements(stamp, purge ? state.rows() : Set.of(), endedProgress(targets, purge, stamp, state)));
            return new RunReport(
                    Direction.UPGRADE,
                    List.of(),
                    heads(applied),
                    heads(stamp.appliedAfter()),
                    lock.waited(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private List<String> statements(StampPlan stamp, Collection<String> purged, List<String> ended) {
        List<String> statements = new ArrayList<>();
        if (!purged.isEmpty()) {
            statements.add(session.versions().deleteAll());
            purged.forEach(id -> statements.add(event(HistoryEvent.UNSTAMP, id)));
        }
        for (String id : stamp.forgotten()) {
            statements.add(session.versions().delete(id));
            statements.add(events(HistoryEvent.UNSTAMP, id));
        }
        for (String id : ended) {
            statements.add(event(HistoryEvent.UNSTAMP, id));
        }
        for (String id : stamp.recorded()) {
            statements.add(session.versions().insert(id));
            statements.add(events(HistoryEvent.STAMP, id));
        }
        return statements;
    }

    /**
     * The unfinished and uncertain revisions whose progress ends: a stamp says what the database contains of the targets and all that needs
     * them, so that a later upgrade begins those anew.
     */
    private List<String> endedProgress(List<String> targets, boolean purge, StampPlan stamp, VersionState state) {
        Set<String> stamped = new HashSet<>(stamp.forgotten());
        stamped.addAll(stamp.recorded());
        targets.stream()
                .filter(target -> !target.equals("base"))
                .forEach(target -> named(target).forEach(header -> stamped.add(header.id())));
        List<String> ended = revisions.graph().dependents(stamped).stream()
                .map(RevisionHeader::id)
                .toList();
        List<String> uncertain = state.past().uncertain(state.applied()).stream()
                .map(UnknownEntry::revision)
                .toList();
        return Stream.concat(state.unfinished().keySet().stream(), uncertain.stream())
                .distinct()
                .filter(id -> purge || targets.contains("base") || ended.contains(id))
                .filter(id -> !stamp.recorded().contains(id))
                .toList();
    }

    private List<RevisionHeader> named(String target) {
        String branch = target.endsWith("@base") ? target.substring(0, target.length() - "@base".length()) : target;
        return revisions.graph().modules().contains(branch)
                ? revisions.graph().headers().stream()
                        .filter(header -> header.module().equals(branch))
                        .toList()
                : revisions.graph().resolve(branch);
    }

    /** One entry for each row of the version table. */
    private String events(HistoryEvent kind, String id) {
        return session.history().insertAll(kind, revisions.graph().rows(id));
    }

    private String event(HistoryEvent kind, String id) {
        RevisionHeader header = revisions.graph().find(id).orElse(RevisionHeader.of(id));
        return session.history().insert(NewHistoryEntry.of(kind, header, Duration.ZERO));
    }

    private List<String> heads(Collection<String> applied) {
        return revisions.graph().headsOf(applied).stream()
                .map(RevisionHeader::id)
                .toList();
    }
}
