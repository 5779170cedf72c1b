package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.ChecksumCheck;
import com.levymaster.migrate.runner.EditedRevision;
import com.levymaster.migrate.script.Script;
import com.levymaster.migrate.store.Event;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.Recollection;
import com.levymaster.migrate.store.Recollection.Last;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what only a person can settle, and settles it as the person says. Only the history is ever written. */
final class Repairing {

    private final Workplace place;
    private final Revisions revisions;
    private final Settings settings;

    Repairing(Workplace place, Revisions revisions, Settings settings) {
        this.place = place;
        this.revisions = revisions;
        this.settings = settings;
    }

    /** What there is to repair; reads only. */
    List<Repair> preview() throws SQLException {
        Workplace.State state = place.read();
        List<Repair> repairs = new ArrayList<>();
        interrupted(state.past())
                .forEach((id, last) -> repairs.add(new Repair(
                        Repair.Kind.INTERRUPTED_STEP,
                        id,
                        "Revision " + id + " was interrupted in " + last.step()
                                + "; whether that step is done is not recorded.")));
        for (EditedRevision edited : place.checksums(state).edited(place.scripts(state))) {
            repairs.add(new Repair(
                    Repair.Kind.EDITED_REVISION,
                    edited.revision().id(),
                    "Revision " + edited.revision().title() + " has been edited since it was applied; what it says now"
                            + " is accepted:" + System.lineSeparator() + "  "
                            + String.join(System.lineSeparator() + "  ", edited.difference())));
        }
        return repairs;
    }

    /** The same, done. */
    List<Repair> repair(Repair.Finding finding) throws SQLException {
        Refusals.checkWriting(place, settings);
        Exclusive exclusive = Exclusive.of(
                settings.lock(),
                place.connection(),
                place.versions(),
                place.facts().pid());
        return exclusive.hold(waited -> Optional.empty(), waited -> {
            List<Repair> repairs = preview();
            Workplace.State state = place.read();
            List<String> statements = new ArrayList<>();
            interrupted(state.past()).forEach((id, last) -> statements.add(settled(id, last, finding)));
            if (repairs.stream().anyMatch(r -> r.kind() == Repair.Kind.EDITED_REVISION)) {
                accept(state, statements);
            }
            write(exclusive, statements);
            return repairs;
        });
    }

    /** Steps that began, and of which nothing more is known. */
    private static TreeMap<String, Last> interrupted(Recollection past) {
        TreeMap<String, Last> interrupted = new TreeMap<>();
        past.progress().forEach((id, last) -> {
            Last applied = past.applied().get(id);
            if (last.event() == HistoryEntry.Event.STARTED && (applied == null || applied.id() < last.id())) {
                interrupted.put(id, last);
            }
        });
        return interrupted;
    }

    private String settled(String id, Last last, Repair.Finding finding) {
        HistoryEntry.Event kind =
                finding == Repair.Finding.DONE ? HistoryEntry.Event.FINISHED : HistoryEntry.Event.REPAIR;
        Event event = Event.of(kind, header(id), Duration.ZERO).withChecksum(last.checksum(), null);
        return place.history().insert(last.step() == null ? event : event.withStep(last.step()));
    }

    /** All checksums anew, from the oldest on, since each is chained over those it needs. */
    private void accept(Workplace.State state, List<String> statements) {
        ChecksumCheck check = place.checksums(state);
        for (Script script : place.scripts(state)) {
            Last last = state.past().applied().get(script.id());
            if (last != null && last.checksum() != null) {
                check.restated(script)
                        .ifPresent(now -> statements.add(place.history()
                                .insert(Event.of(HistoryEntry.Event.REPAIR, script.header(), Duration.ZERO)
                                        .withChecksum(now.checksum(), now.operations()))));
            }
        }
    }

    private void write(Exclusive exclusive, List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        Connection connection = place.connection();
        exclusive.begin();
        try (Statement statement = connection.createStatement()) {
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

    private RevisionHeader header(String id) {
        return revisions.graph().find(id).orElse(RevisionHeader.of(id));
    }
}
