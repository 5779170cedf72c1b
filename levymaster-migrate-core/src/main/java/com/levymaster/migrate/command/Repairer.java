package com.levymaster.migrate.command;

import com.levymaster.migrate.checksum.ChecksumVerifier;
import com.levymaster.migrate.checksum.EditedRevision;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.InvalidIndex;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.InterruptedStep;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what an upgrade cannot settle by itself, and settles it as a person says. */
final class Repairer {

    private final DatabaseSession place;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final InvalidIndexes indexes;

    Repairer(DatabaseSession place, RevisionDefinitions revisions, MigratorSettings settings) {
        this.place = place;
        this.revisions = revisions;
        this.settings = settings;
        this.indexes = new InvalidIndexes(place);
    }

    /** What there is to repair; reads only. */
    List<RepairAction> preview() throws SQLException {
        return found(place.read()).repairs();
    }

    private record Found(
            DatabaseSession.VersionState state,
            List<InterruptedStep> interrupted,
            List<EditedRevision> edited,
            List<InvalidIndex> invalid) {

        List<RepairAction> repairs() {
            List<RepairAction> repairs = new ArrayList<>();
            interrupted.stream().map(Repairer::describe).forEach(repairs::add);
            edited.stream().map(Repairer::describe).forEach(repairs::add);
            invalid.stream().map(InvalidIndexes::describe).forEach(repairs::add);
            return repairs;
        }
    }

    private Found found(DatabaseSession.VersionState state) throws SQLException {
        return new Found(
                state,
                InterruptedStep.all(state.past(), revisions.definitions(), settings.arguments()),
                place.checksums(state).edited(place.scripts(state)),
                indexes.find());
    }

    /** The same, done. */
    List<RepairAction> repair(RepairAction.@Nullable Resolution finding) throws SQLException {
        PlanChecks.checkWriting(place, settings);
        Exclusive exclusive = Exclusive.of(
                settings.lock(),
                place.connection(),
                place.versions(),
                place.facts().pid());
        return exclusive.hold(waited -> Optional.empty(), waited -> {
            Found found = found(place.read());
            List<RepairAction> repairs = found.repairs();
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

    private static void refuseOpen(List<RepairAction> repairs) {
        List<String> open = repairs.stream()
                .filter(repair -> repair.resolver() == RepairAction.Resolver.PERSON)
                .map(RepairAction::problem)
                .toList();
        if (!open.isEmpty()) {
            throw new MigrationException(
                    String.join(" ", open) + " Nothing was changed.",
                    "look at the database; then say with `db repair --done --yes` that the step is done, or with `db"
                            + " repair --run-again --yes` that it is to run again.");
        }
    }

    private static RepairAction describe(InterruptedStep interrupted) {
        String problem = "Revision " + interrupted.revision() + " was interrupted in " + interrupted.position()
                + (interrupted.step() == null ? "" : ": " + interrupted.step())
                + ". Whether that was done is not recorded.";
        String action = interrupted.step() == null && interrupted.certain()
                ? "nothing; the revision asks what there is, and the next run begins it anew"
                : interrupted.certain()
                        ? "nothing; the next run looks at the database, and goes on"
                        : "--done has the next run go on behind the step, --run-again has it run the step";
        return new RepairAction(
                RepairAction.Kind.INTERRUPTED_STEP,
                interrupted.revision(),
                problem,
                action,
                interrupted.certain() ? RepairAction.Resolver.NEXT_RUN : RepairAction.Resolver.PERSON);
    }

    private static RepairAction describe(EditedRevision edited) {
        return new RepairAction(
                RepairAction.Kind.EDITED_REVISION,
                edited.revision().id(),
                edited.problem(),
                "what it says now is accepted; the database stays as it is",
                RepairAction.Resolver.REPAIR);
    }

    private List<String> statements(Found found, RepairAction.@Nullable Resolution finding) {
        List<String> statements = new ArrayList<>();
        found.interrupted().stream()
                .filter(interrupted -> !interrupted.certain())
                .forEach(interrupted -> statements.add(settled(interrupted, finding)));
        if (!found.edited().isEmpty()) {
            accept(found.state(), statements);
        }
        return statements;
    }

    private String settled(InterruptedStep interrupted, RepairAction.@Nullable Resolution finding) {
        LatestEvent last = interrupted.last();
        HistoryEvent kind = finding == RepairAction.Resolution.DONE ? HistoryEvent.FINISHED : HistoryEvent.REPAIR;
        NewHistoryEntry event = NewHistoryEntry.of(kind, header(interrupted.revision()), Duration.ZERO)
                .withChecksum(last.checksum(), null);
        return place.history().insert(last.step() == null ? event : event.withStep(last.step()));
    }

    /** All checksums anew, from the oldest on, since each is chained over those it needs. */
    private void accept(DatabaseSession.VersionState state, List<String> statements) {
        ChecksumVerifier check = place.checksums(state);
        for (RevisionDefinition script : place.scripts(state)) {
            LatestEvent last = state.past().applied().get(script.id());
            if (last != null && last.checksum() != null) {
                check.current(script)
                        .ifPresent(now -> statements.add(place.history()
                                .insert(NewHistoryEntry.of(HistoryEvent.REPAIR, script.header(), Duration.ZERO)
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
