package com.levymaster.migrate.command;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.ReadOnlyDatabaseException;
import com.levymaster.migrate.inspect.ExistingTables;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.session.PreflightChecks;
import com.levymaster.migrate.store.VersionTableException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is refused before anything is changed. */
final class PlanChecks {

    private PlanChecks() {}

    static void checkWriting(DatabaseSession place, MigratorSettings settings) throws SQLException {
        if (place.connection().isReadOnly()) {
            throw new ReadOnlyDatabaseException(
                    "The data source gives connections that only read. Nothing was changed.",
                    "turn the read-only setting of the connection pool off, or give migrations a data source of their"
                            + " own (levymaster.migrate.url).");
        }
        PreflightChecks.checkWriting(place.facts(), settings.tables());
    }

    /** The version table must not know less than the history. */
    static void checkRows(DatabaseSession place, DatabaseSession.VersionState state, RevisionGraph graph) {
        List<String> lost = state.past().lost(state.applied());
        if (!lost.isEmpty()) {
            boolean known = lost.stream().allMatch(id -> graph.find(id).isPresent());
            List<String> heads =
                    known ? graph.headsOf(lost).stream().map(h -> h.id()).toList() : lost;
            throw VersionTableException.lost(
                    place.versions().tables().qualifiedVersion(), !state.isInitialized(), lost, heads);
        }
    }

    static void checkPlan(
            DatabaseSession place,
            DatabaseSession.VersionState state,
            List<PreparedRevision> prepared,
            LockSettings.Mode mode)
            throws SQLException {
        if (!state.isInitialized() && !prepared.isEmpty()) {
            checkUnversioned(place, prepared.get(0));
        }
        if (mode == LockSettings.Mode.TRANSACTION) {
            checkTransactional(prepared);
        }
        OwnershipCheck.check(place, prepared);
    }

    /** Without a version table, what the first revision is to create must not be there. */
    private static void checkUnversioned(DatabaseSession place, PreparedRevision first) throws SQLException {
        List<ObjectName> created = first.steps().stream()
                .map(PreparedRevision.Step::operation)
                .filter(CreateTable.class::isInstance)
                .map(o -> ((CreateTable) o).table().name())
                .toList();
        List<ObjectName> present = created.isEmpty() ? List.of() : ExistingTables.among(place.connection(), created);
        if (!present.isEmpty()) {
            throw VersionTableException.unversioned(
                    place.versions().tables().qualifiedVersion(),
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
