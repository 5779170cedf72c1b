package com.levymaster.migrate.command;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.adopt.ExistingDatabase;
import com.levymaster.migrate.adopt.ToolRuns;
import com.levymaster.migrate.adopt.ToolTables;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.ReadOnlyDatabaseException;
import com.levymaster.migrate.inspect.ExistingTables;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.plan.ResumedStep;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.HistorySnapshot.UnknownEntry;
import com.levymaster.migrate.store.UnfinishedRevision;
import com.levymaster.migrate.store.VersionTableException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is refused before anything is changed. */
final class PlanChecks {

    private PlanChecks() {}

    static void checkWriting(DatabaseSession session, MigratorSettings settings) throws SQLException {
        if (session.connection().isReadOnly()) {
            throw new ReadOnlyDatabaseException(
                    "The data source gives connections that only read. Nothing was changed.",
                    "turn the read-only setting of the connection pool off, or give migrations a data source of their"
                            + " own (levymaster.migrate.url).");
        }
        PreflightChecks.checkWriting(session.server(), settings.tables());
    }

    /** The version table must not know less than the history. */
    static void checkRows(DatabaseSession session, VersionState state, RevisionGraph graph) {
        checkHistory(session, state);
        List<String> lost = state.past().lost(state.rows());
        if (!lost.isEmpty()) {
            checkSpelling(session, state.rows(), lost);
            boolean known = lost.stream().allMatch(id -> graph.find(id).isPresent());
            List<String> heads =
                    known ? graph.headsOf(lost).stream().map(h -> h.id()).toList() : lost;
            throw VersionTableException.lost(
                    session.versions().tables().qualifiedVersion(), !state.isInitialized(), lost, heads);
        }
    }

    /** Rows that differ from a lost id in blanks or case only. */
    private static void checkSpelling(DatabaseSession session, Collection<String> rows, List<String> lost) {
        for (String id : lost) {
            rows.stream()
                    .filter(row -> row.strip().equalsIgnoreCase(id))
                    .findFirst()
                    .ifPresent(row -> {
                        throw VersionTableException.misspelled(
                                session.versions().tables().qualifiedVersion(), row, id);
                    });
        }
    }

    /** What another version has recorded, and this one cannot interpret, is no basis for a plan. */
    static void checkHistory(DatabaseSession session, VersionState state) {
        List<UnknownEntry> uncertain = state.past().uncertain(state.rows());
        if (!uncertain.isEmpty()) {
            throw VersionTableException.unknownEntries(
                    session.versions().tables().qualifiedHistory(), uncertain);
        }
    }

    /** A set of applied revisions with a gap is no basis for a plan. */
    static void checkClosed(DatabaseSession session, Collection<String> applied, RevisionGraph graph) {
        List<RevisionHeader> gaps = graph.gaps(applied);
        if (!gaps.isEmpty()) {
            refuseUnknown(applied, graph);
            throw VersionTableException.gaps(
                    session.versions().tables().qualifiedVersion(), ids(gaps), ids(heads(graph, gaps)));
        }
    }

    /** What is missing may be replaced by a revision of a newer build. */
    private static void refuseUnknown(Collection<String> applied, RevisionGraph graph) {
        graph.current(applied);
    }

    /**
     * A revision whose downgrade was interrupted cannot be upgraded: its downgrade has to be finished first. Nothing is applied
     * beside a partly committed revision of another build.
     */
    static void checkUnfinished(Plan plan, VersionState state, RevisionGraph graph) {
        if (plan.direction() == Plan.Direction.DOWNGRADE || plan.steps().isEmpty()) {
            return;
        }
        checkUnfinishedKnown(state, graph);
        for (RevisionHeader revision : plan.steps()) {
            UnfinishedRevision unfinished = state.unfinished().get(revision.id());
            if (unfinished != null && unfinished.direction() == Plan.Direction.DOWNGRADE) {
                throw InterruptedRevisionException.downgrade(revision, unfinished, ids(graph.needs(revision.id())));
            }
        }
    }

    /**
     * What was there before the first revision is not dropped. A database that the revisions have created is reverted.
     *
     * @param past what an adoption has recorded in this database, whatever the revisions say; {@link HistorySnapshot#NONE} of
     *     an unknown database
     */
    static void checkAdopted(Plan plan, HistorySnapshot past, RevisionDefinitions revisions) {
        List<RevisionHeader> adopted = plan.direction() == Plan.Direction.UPGRADE
                ? List.of()
                : plan.steps().stream()
                        .filter(step -> past.adopted().contains(step.id())
                                || revisions.definition(step).options().adopted() && !past.isRunHere(step.id()))
                        .toList();
        if (!adopted.isEmpty()) {
            RevisionHeader last = adopted.get(0);
            boolean first = last.equals(plan.steps().get(0));
            throw new IrreversibleException(
                    "revision " + last.title()
                            + ", which describes the database as it was when it was adopted; a downgrade ends there."
                            + " Nothing was changed.",
                    (first ? "" : "revert what came after it with `db downgrade " + last.id() + "`; ")
                            + "to forget revisions without running them, use `db stamp`.");
        }
    }

    /** What another tool has run is not run again. */
    static void checkTools(
            Plan plan, DatabaseSession session, VersionState state, RevisionDefinitions revisions, ToolTables tools)
            throws SQLException {
        boolean possible = plan.direction() == Plan.Direction.UPGRADE
                && plan.steps().stream()
                        .anyMatch(step -> ToolRuns.isPossible(
                                step, revisions.definition(step).options().adopted()));
        if (!possible) {
            return;
        }
        ExistingDatabase found = ExistingDatabase.read(session.connection());
        Optional<ToolRuns> runs = ToolRuns.of(plan.steps(), found, tools, session.connection());
        if (runs.isPresent()) {
            throw runs.get().refused(!state.applied().isEmpty());
        }
    }

    /** All revisions are recorded now, so that those applied can be compared at little cost. */
    static void checkEdits(Plan plan, DatabaseSession session, VersionState state, MigratorSettings settings)
            throws SQLException {
        if (plan.direction() == Plan.Direction.UPGRADE && !plan.isEmpty()) {
            session.checksums(state).enforce(settings.checksums(), session.scripts(state));
        }
    }

    /** A partly committed revision must be able to resume; a preview shows no plan that would be refused. */
    static void checkResumable(VersionState state, List<PreparedRevision> prepared) {
        for (PreparedRevision revision : prepared) {
            UnfinishedRevision unfinished =
                    state.unfinished().get(revision.revision().id());
            if (unfinished != null) {
                ResumedStep.check(revision, unfinished);
            }
        }
    }

    /** A revision that only another build knows, and of which a part is committed, may need whatever is stamped. */
    static void checkUnfinishedKnown(VersionState state, RevisionGraph graph) {
        for (UnfinishedRevision unfinished : state.unfinished().values()) {
            if (graph.find(unfinished.id()).isEmpty()) {
                throw InterruptedRevisionException.unknown(unfinished);
            }
        }
    }

    private static List<RevisionHeader> heads(RevisionGraph graph, List<RevisionHeader> revisions) {
        return graph.headsOf(ids(revisions));
    }

    private static List<String> ids(List<RevisionHeader> revisions) {
        return revisions.stream().map(RevisionHeader::id).toList();
    }

    static void checkPlan(
            DatabaseSession session, VersionState state, List<PreparedRevision> prepared, LockSettings.Mode mode)
            throws SQLException {
        if (!state.isInitialized() && !prepared.isEmpty()) {
            checkUnversioned(session, prepared.get(0));
        }
        if (mode == LockSettings.Mode.TRANSACTION) {
            checkTransactional(prepared);
        }
        OwnershipCheck.check(session, prepared);
    }

    /** Without a version table, what the first revision is to create must not be there. */
    private static void checkUnversioned(DatabaseSession session, PreparedRevision first) throws SQLException {
        List<ObjectName> created = first.steps().stream()
                .map(PreparedRevision.Step::operation)
                .filter(CreateTable.class::isInstance)
                .map(o -> ((CreateTable) o).table().name())
                .toList();
        List<ObjectName> present = created.isEmpty() ? List.of() : ExistingTables.among(session.connection(), created);
        if (!present.isEmpty()) {
            throw VersionTableException.unversioned(
                    session.versions().tables().qualifiedVersion(),
                    ExistingDatabase.read(session.connection()).describe(),
                    present.stream().map(name -> "table " + name).toList(),
                    first.revision().title());
        }
    }

    private static void checkTransactional(List<PreparedRevision> prepared) {
        refuse(
                prepared.stream()
                        .filter(p -> !p.recording().definition().transactional()
                                || p.recording().operations().stream().anyMatch(Autocommit.class::isInstance)),
                "all steps run in a transaction, and these revisions have steps that do not: ");
        refuse(
                prepared.stream()
                        .filter(p -> p.recording().definition().options().isolation() != Isolation.DEFAULT),
                "each transaction begins with the lock, when it is too late for an isolation, and these revisions have"
                        + " one: ");
    }

    private static void refuse(Stream<PreparedRevision> revisions, String why) {
        String titles = revisions.map(p -> p.revision().title()).collect(Collectors.joining(", "));
        if (!titles.isEmpty()) {
            throw new MigrationException(
                    "With levymaster.migrate.lock.mode=transaction " + why + titles + ". Nothing was changed.",
                    "migrate through a connection to the server itself (levymaster.migrate.url) and with"
                            + " lock.mode=session.");
        }
    }
}
