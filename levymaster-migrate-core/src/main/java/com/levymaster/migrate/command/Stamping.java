package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.Stamp;
import com.levymaster.migrate.runner.Report;
import com.levymaster.migrate.store.Event;
import com.levymaster.migrate.store.HistoryEntry;
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
final class Stamping {

    private final Workplace place;
    private final Revisions revisions;
    private final Settings settings;
    private final Exclusive exclusive;
    private final long start = System.nanoTime();

    Stamping(Workplace place, Revisions revisions, Settings settings) {
        this.place = place;
        this.revisions = revisions;
        this.settings = settings;
        this.exclusive = Exclusive.of(
                settings.lock(),
                place.connection(),
                place.versions(),
                place.facts().pid());
    }

    Report stamp(List<String> targets, boolean purge) throws SQLException {
        Refusals.checkWriting(place, settings);
        return exclusive.hold(waited -> Optional.empty(), waited -> {
            Workplace.State state = place.read();
            Set<String> applied = state.applied();
            Stamp stamp = revisions.graph().stamp(purge ? Set.of() : applied, targets);
            write(state, stamp, purge ? applied : Set.of());
            return new Report(
                    Direction.UPGRADE,
                    List.of(),
                    heads(applied),
                    heads(stamp.appliedAfter()),
                    waited,
                    Duration.ofNanos(System.nanoTime() - start));
        });
    }

    private void write(Workplace.State state, Stamp stamp, Collection<String> purged) throws SQLException {
        List<String> statements = new ArrayList<>();
        if (!purged.isEmpty()) {
            statements.add(place.versions().deleteAll());
            purged.forEach(id -> statements.add(event(HistoryEntry.Event.UNSTAMP, id)));
        }
        for (String id : stamp.forgotten()) {
            statements.add(place.versions().delete(id));
            statements.add(event(HistoryEntry.Event.UNSTAMP, id));
        }
        for (String id : stamp.recorded()) {
            statements.add(place.versions().insert(id));
            statements.add(event(HistoryEntry.Event.STAMP, id));
        }
        inTransaction(state, statements);
    }

    private void inTransaction(Workplace.State state, List<String> statements) throws SQLException {
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

    private String event(HistoryEntry.Event kind, String id) {
        RevisionHeader header = revisions.graph().find(id).orElse(RevisionHeader.of(id));
        return place.history().insert(Event.of(kind, header, Duration.ZERO));
    }

    private List<String> heads(Collection<String> applied) {
        return revisions.graph().headsOf(applied).stream()
                .map(RevisionHeader::id)
                .toList();
    }
}
