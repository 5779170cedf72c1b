package com.levymaster.migrate.command;

import com.levymaster.migrate.checksum.ChecksumVerifier;
import com.levymaster.migrate.checksum.EditedRevision;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.InvalidIndex;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.InterruptedStep;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what an upgrade does not resolve by itself, and resolves it as a person decides. */
final class Repairer {

    private final DatabaseSession session;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final InvalidIndexes indexes;

    Repairer(DatabaseSession session, RevisionDefinitions revisions, MigratorSettings settings) {
        this.session = session;
        this.revisions = revisions;
        this.settings = settings;
        this.indexes = new InvalidIndexes(session);
    }

    /** The findings. Reads only. */
    List<RepairAction> preview() throws SQLException {
        return found(session.readVersionState()).repairs();
    }

    private record Findings(
            VersionState state,
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

    private Findings found(VersionState state) throws SQLException {
        return new Findings(
                state,
                InterruptedStep.all(state.past(), revisions.definitions(), settings.arguments()),
                session.checksums(state).edited(session.scripts(state)),
                indexes.find());
    }

    /** Repairs all of it. */
    List<RepairAction> repair(RepairAction.@Nullable Resolution resolution) throws SQLException {
        PlanChecks.checkWriting(session, settings);
        try (MigrationLock lock = session.lock()) {
            lock.acquire();
            VersionState state = session.readVersionState();
            PlanChecks.checkHistory(session, state);
            PlanChecks.checkClosed(session, state.applied(), revisions.graph());
            Findings found = found(state);
            List<RepairAction> repairs = found.repairs();
            refuseEdited(found.interrupted());
            if (resolution == null) {
                refuseOpen(repairs);
            }
            List<String> statements = statements(found, resolution);
            if (!statements.isEmpty()) {
                session.write(state, lock, statements);
            }
            for (InvalidIndex index : found.invalid()) {
                indexes.repair(index, state.hasTables());
            }
            return repairs;
        }
    }

    private void refuseEdited(List<InterruptedStep> interrupted) {
        for (InterruptedStep step : interrupted) {
            if (step.edited()) {
                throw InterruptedRevisionException.edited(
                        header(step.unfinished().id()), step.unfinished());
            }
        }
    }

    private static void refuseOpen(List<RepairAction> repairs) {
        List<String> open = repairs.stream()
                .filter(repair -> repair.resolver() == RepairAction.Resolver.PERSON)
                .map(RepairAction::problem)
                .toList();
        if (!open.isEmpty()) {
            throw new MigrationException(
                    String.join(" ", open) + " Nothing was changed.",
                    "inspect the database; then run `db repair --done --yes` if the step was done, or `db"
                            + " repair --run-again --yes` if it is to run again.");
        }
    }

    private static RepairAction describe(InterruptedStep interrupted) {
        UnfinishedRevision unfinished = interrupted.unfinished();
        if (interrupted.edited()) {
            return new RepairAction(
                    RepairAction.RepairKind.INTERRUPTED_STEP,
                    unfinished.id(),
                    "Revision " + unfinished.id() + " was interrupted in " + interrupted.position()
                            + ", and has been edited since: its first steps are not those that were committed.",
                    InterruptedRevisionException.remedyOfEdited(unfinished.id(), unfinished.at()),
                    RepairAction.Resolver.AUTHOR);
        }
        boolean down = unfinished.direction() == Direction.DOWNGRADE;
        String verb = down ? "downgrade" : "upgrade";
        String problem = "Revision " + unfinished.id() + " was interrupted in " + interrupted.position()
                + (interrupted.step() == null ? "" : ": " + interrupted.step())
                + ". The steps before it are committed; whether this one was done is not recorded.";
        String action = interrupted.certain()
                ? "nothing; the next " + verb + " resumes there, after inspecting the database"
                : "--done has the next " + verb + " resume after the step, --run-again has it run the step";
        return new RepairAction(
                RepairAction.RepairKind.INTERRUPTED_STEP,
                unfinished.id(),
                problem,
                action,
                interrupted.certain() ? RepairAction.Resolver.NEXT_RUN : RepairAction.Resolver.PERSON);
    }

    private static RepairAction describe(EditedRevision edited) {
        return new RepairAction(
                RepairAction.RepairKind.EDITED_REVISION,
                edited.revision().id(),
                edited.problem(),
                "its current operations are accepted; the database is not changed",
                RepairAction.Resolver.REPAIR);
    }

    private List<String> statements(Findings found, RepairAction.@Nullable Resolution resolution) {
        List<String> statements = new ArrayList<>();
        found.interrupted().stream()
                .filter(interrupted -> !interrupted.certain())
                .forEach(interrupted -> statements.add(settled(interrupted, resolution)));
        if (!found.edited().isEmpty()) {
            accept(found.state(), statements);
        }
        return statements;
    }

    private String settled(InterruptedStep interrupted, RepairAction.@Nullable Resolution resolution) {
        LatestEvent last = interrupted.unfinished().last();
        HistoryEvent event = resolution == RepairAction.Resolution.DONE ? HistoryEvent.FINISHED : HistoryEvent.REPAIR;
        NewHistoryEntry entry = NewHistoryEntry.of(
                        event, header(interrupted.unfinished().id()), Duration.ZERO)
                .withChecksum(last.checksum(), null);
        return session.history().insert(last.step() == null ? entry : entry.withStep(last.step()));
    }

    /** All checksums anew, from the oldest on, since each is chained over those it needs. */
    private void accept(VersionState state, List<String> statements) {
        ChecksumVerifier check = session.checksums(state);
        for (RevisionDefinition script : session.scripts(state)) {
            LatestEvent last = state.past().applied().get(script.id());
            if (last != null && last.checksum() != null) {
                check.current(script)
                        .ifPresent(now -> statements.add(session.history()
                                .insert(NewHistoryEntry.of(accepted(last), script.header(), Duration.ZERO)
                                        .withChecksum(now.checksum(), now.operations()))));
            }
        }
    }

    /** Of a revision whose rows are those of the ones that it replaces, the event stays one that has no row of its own. */
    private static HistoryEvent accepted(LatestEvent last) {
        return last.event() == HistoryEvent.SQUASH ? HistoryEvent.SQUASH : HistoryEvent.REPAIR;
    }

    private RevisionHeader header(String id) {
        return revisions.graph().find(id).orElse(RevisionHeader.of(id));
    }
}
