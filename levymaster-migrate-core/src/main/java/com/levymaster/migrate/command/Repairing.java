package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.inspect.InvalidIndex;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.ChecksumCheck;
import com.levymaster.migrate.runner.EditedRevision;
import com.levymaster.migrate.runner.Interruption;
import com.levymaster.migrate.script.Script;
import com.levymaster.migrate.store.Event;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.Recollection.Last;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what an upgrade cannot settle by itself, and settles it as a person says. */
final class Repairing {

    private final Workplace place;
    private final Revisions revisions;
    private final Settings settings;
    private final InvalidIndexes indexes;

    Repairing(Workplace place, Revisions revisions, Settings settings) {
        this.place = place;
        this.revisions = revisions;
        this.settings = settings;
        this.indexes = new InvalidIndexes(place);
    }

    /** What there is to repair; reads only. */
    List<Repair> preview() throws SQLException {
        return found(place.read()).repairs();
    }

    private record Found(
            Workplace.State state,
            List<Interruption> interrupted,
            List<EditedRevision> edited,
            List<InvalidIndex> invalid) {

        List<Repair> repairs() {
            List<Repair> repairs = new ArrayList<>();
            interrupted.stream().map(Repairing::describe).forEach(repairs::add);
            edited.stream().map(Repairing::describe).forEach(repairs::add);
            invalid.stream().map(InvalidIndexes::describe).forEach(repairs::add);
            return repairs;
        }
    }

    private Found found(Workplace.State state) throws SQLException {
        return new Found(
                state,
                Interruption.all(state.past(), revisions.scripts(), settings.arguments()),
                place.checksums(state).edited(place.scripts(state)),
                indexes.find());
    }

    /** The same, done. */
    List<Repair> repair(Repair.@Nullable Finding finding) throws SQLException {
        Refusals.checkWriting(place, settings);
        Exclusive exclusive = Exclusive.of(
                settings.lock(),
                place.connection(),
                place.versions(),
                place.facts().pid());
        return exclusive.hold(waited -> Optional.empty(), waited -> {
            Found found = found(place.read());
            List<Repair> repairs = found.repairs();
            if (finding == null) {
                refuseOpen(repairs);
            }
            if (!repairs.isEmpty() && found.state().facts().historyIsOld()) {
                place.versions().complete(place.connection());
            }
            write(exclusive, statements(found, finding));
            for (InvalidIndex index : found.invalid()) {
                indexes.repair(index, found.state().hasTables());
            }
            return repairs;
        });
    }

    private static void refuseOpen(List<Repair> repairs) {
        List<String> open = repairs.stream()
                .filter(repair -> repair.by() == Repair.By.PERSON)
                .map(Repair::problem)
                .toList();
        if (!open.isEmpty()) {
            throw new MigrateException(
                    String.join(" ", open) + " Nothing was changed.",
                    "look at the database; then say with `db repair --done --yes` that the step is done, or with `db"
                            + " repair --run-again --yes` that it is to run again.");
        }
    }

    private static Repair describe(Interruption interrupted) {
        String problem = "Revision " + interrupted.revision() + " was interrupted in " + interrupted.place()
                + (interrupted.step() == null ? "" : ": " + interrupted.step())
                + ". Whether that was done is not recorded.";
        String action = interrupted.step() == null && interrupted.certain()
                ? "nothing; the revision asks what there is, and the next run begins it anew"
                : interrupted.certain()
                        ? "nothing; the next run looks at the database, and goes on"
                        : "--done has the next run go on behind the step, --run-again has it run the step";
        return new Repair(
                Repair.Kind.INTERRUPTED_STEP,
                interrupted.revision(),
                problem,
                action,
                interrupted.certain() ? Repair.By.NEXT_RUN : Repair.By.PERSON);
    }

    private static Repair describe(EditedRevision edited) {
        return new Repair(
                Repair.Kind.EDITED_REVISION,
                edited.revision().id(),
                edited.problem(),
                "what it says now is accepted; the database stays as it is",
                Repair.By.REPAIR);
    }

    private List<String> statements(Found found, Repair.@Nullable Finding finding) {
        List<String> statements = new ArrayList<>();
        found.interrupted().stream()
                .filter(interrupted -> !interrupted.certain())
                .forEach(interrupted -> statements.add(settled(interrupted, finding)));
        if (!found.edited().isEmpty()) {
            accept(found.state(), statements);
        }
        return statements;
    }

    private String settled(Interruption interrupted, Repair.@Nullable Finding finding) {
        Last last = interrupted.last();
        HistoryEntry.Event kind =
                finding == Repair.Finding.DONE ? HistoryEntry.Event.FINISHED : HistoryEntry.Event.REPAIR;
        Event event =
                Event.of(kind, header(interrupted.revision()), Duration.ZERO).withChecksum(last.checksum(), null);
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
