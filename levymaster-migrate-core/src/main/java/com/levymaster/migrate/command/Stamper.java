package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.StampPlan;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes version rows without running anything. */
final class Stamper {

    private final DatabaseSession place;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final Exclusive exclusive;
    private final long start = System.nanoTime();

    Stamper(DatabaseSession place, RevisionDefinitions revisions, MigratorSettings settings) {
        this.place = place;
        this.revisions = revisions;
        this.settings = settings;
        this.exclusive = Exclusive.of(
                settings.lock(),
                place.connection(),
                place.versions(),
                place.facts().pid());
    }

    RunReport stamp(List<String> targets, boolean purge) throws SQLException {
        PlanChecks.checkWriting(place, settings);
        return exclusive.hold(waited -> Optional.empty(), waited -> {
            DatabaseSession.VersionState state = place.read();
            Set<String> applied = state.applied();
            StampPlan stamp = revisions.graph().stamp(purge ? Set.of() : applied, targets);
            write(state, stamp, purge ? applied : Set.of());
            return new RunReport(
                    Direction.UPGRADE,
                    List.of(),
                    heads(applied),
                    heads(stamp.appliedAfter()),
                    waited,
                    Duration.ofNanos(System.nanoTime() - start));
        });
    }

    private void write(DatabaseSession.VersionState state, StampPlan stamp, Collection<String> purged)
            throws SQLException {
        List<String> statements = new ArrayList<>();
        if (!purged.isEmpty()) {
            statements.add(place.versions().deleteAll());
            purged.forEach(id -> statements.add(event(HistoryEvent.UNSTAMP, id)));
        }
        for (String id : stamp.forgotten()) {
            statements.add(place.versions().delete(id));
            statements.add(event(HistoryEvent.UNSTAMP, id));
        }
        for (String id : stamp.recorded()) {
            statements.add(place.versions().insert(id));
            statements.add(event(HistoryEvent.STAMP, id));
        }
        inTransaction(state, statements);
    }

    private void inTransaction(DatabaseSession.VersionState state, List<String> statements) throws SQLException {
        Connection connection = place.connection();
        exclusive.begin();
        try (Statement statement = connection.createStatement()) {
            place.complete(state);
            for (String sql : statements) {
                statement.addBatch(sql);
            }
            statement.executeBatch();
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private String event(HistoryEvent kind, String id) {
        RevisionHeader header = revisions.graph().find(id).orElse(RevisionHeader.of(id));
        return place.history().insert(NewHistoryEntry.of(kind, header, Duration.ZERO));
    }

    private List<String> heads(Collection<String> applied) {
        return revisions.graph().headsOf(applied).stream()
                .map(RevisionHeader::id)
                .toList();
    }
}
