package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.ExistingDatabase;
import com.levymaster.migrate.checksum.ChecksumVerifier;
import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.checksum.LiteralVisibility;
import com.levymaster.migrate.command.ServerInfo.TableAccess;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.inspect.DependencyReader;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.inspect.LiveCatalog;
import com.levymaster.migrate.inspect.StatementTrial;
import com.levymaster.migrate.inspect.TrialAnswer;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.plan.PlanPreparer;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.plan.RepeatablePlan;
import com.levymaster.migrate.plan.SchemaLockedException;
import com.levymaster.migrate.plan.ServerTrial;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.StepsNotDone;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEntry.Author;
import com.levymaster.migrate.store.HistoryPage;
import com.levymaster.migrate.store.HistoryQuery;
import com.levymaster.migrate.store.HistoryReader;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.RepeatableStore;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.UnfinishedRevision;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/** A connection with what is known of its server, and the stores and the catalog that use it. */
final class DatabaseSession {

    private final Connection connection;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final ServerInfo server;
    private final TableNames tables;
    private final Dialect dialect;
    private final VersionStore versions;
    private final HistoryStore history;
    private final LiveCatalog catalog;
    private final RepeatableStore repeatables;

    DatabaseSession(Connection connection, RevisionDefinitions revisions, MigratorSettings settings)
            throws SQLException {
        this.connection = connection;
        this.revisions = revisions;
        this.settings = settings;
        this.server = ServerInfo.of(connection, settings.tables());
        PreflightChecks.checkReading(server);
        PreflightChecks.checkSearchPath(server, settings.tables());
        TableShapeCheck.checkReading(server, settings.tables());
        this.tables = settings.tables().withSchema(server.schema());
        this.dialect = Dialect.postgresql(server.version());
        this.versions = new VersionStore(tables, dialect, revisions.graph());
        this.history = new HistoryStore(
                tables,
                dialect,
                UUID.randomUUID().toString(),
                Author.ofThisProcess(settings.application(), settings.applicationVersion()));
        this.repeatables = new RepeatableStore(tables, dialect);
        this.catalog = new LiveCatalog(
                connection, InspectionScope.of(settings.session().searchPath().toArray(String[]::new)));
    }

    /** The revisions of the application, as this database has them. */
    RevisionDefinitions revisions() {
        return revisions;
    }

    Connection connection() {
        return connection;
    }

    ServerInfo server() {
        return server;
    }

    Dialect dialect() {
        return dialect;
    }

    VersionStore versions() {
        return versions;
    }

    HistoryStore history() {
        return history;
    }

    RepeatableStore repeatables() {
        return repeatables;
    }

    LiveCatalog catalog() {
        return catalog;
    }

    /** The lock of this session's connection; nothing is locked yet. */
    MigrationLock lock() throws SQLException {
        return MigrationLock.open(settings.lock(), tables.qualifiedVersion(), connection, server.pid());
    }

    /** Creates the version and history tables, or adds what tables of an earlier version lack, under the lock. */
    void ensureTables(VersionState state, MigrationLock lock) throws SQLException {
        if (state.isComplete()
                && !lacksModules(state)
                && !versions.lacksAlembicTable(connection)
                && !lacksRepeatableTable()) {
            return;
        }
        if (!lock.isHeldBetweenTransactions()) {
            lock.begin();
        }
        createTables(state);
        if (!connection.getAutoCommit()) {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** As {@link #ensureTables}, in the current transaction. */
    void createTables(VersionState state) throws SQLException {
        if (!state.hasTables()) {
            versions.create(connection, !state.server().schemaExists(), state.isNew());
        }
        if (state.server().historyIsOld()) {
            versions.complete(connection);
        }
        if (lacksModules(state)) {
            versions.addModules(connection, state.server().hasModules());
        }
        if (versions.lacksAlembicTable(connection)) {
            versions.createAlembicTable(connection);
        }
        if (lacksRepeatableTable()) {
            repeatables.create(connection);
        }
    }

    private boolean lacksModules(VersionState state) throws SQLException {
        if (revisions.graph().modules().isEmpty()) {
            return false;
        }
        PreflightChecks.checkModules(state.server(), tables);
        return !state.server().hasModules() || state.server().mayAlterHistory() && versions.lacksModules(connection);
    }

    private boolean lacksRepeatableTable() throws SQLException {
        return !revisions.repeatables().isEmpty() && !repeatables.exists(connection);
    }

    /**
     * Writes rows of the version and history tables in one transaction under the lock; creates the tables first where they
     * are missing.
     */
    void write(VersionState state, MigrationLock lock, List<String> statements) throws SQLException {
        boolean committing = false;
        try (Statement statement = connection.createStatement()) {
            lock.begin();
            createTables(state);
            for (String sql : statements) {
                statement.addBatch(sql);
            }
            statement.executeBatch();
            committing = true;
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            if (SqlStates.isConnection(e)) {
                throw lost(e, committing);
            }
            connection.rollback();
            connection.setAutoCommit(true);
            throw e;
        }
    }

    private static DatabaseUnavailableException lost(SQLException e, boolean committing) {
        return new DatabaseUnavailableException(
                "The connection was lost " + (committing ? "during the commit" : "before the commit") + ": "
                        + SqlStates.describe(e) + ". "
                        + (committing
                                ? "It is not known whether the command has recorded all of its rows or none of them."
                                : "Nothing was recorded."),
                committing
                        ? "see with `db current` and `db history` which; run the command again if it was none."
                        : "run the command again.",
                e);
    }

    /** Reads both tables; other processes may have created them since this session was opened. */
    VersionState readVersionState() throws SQLException {
        boolean complete = new VersionState(server, Set.of(), Set.of(), HistorySnapshot.NONE).isComplete();
        ServerInfo now = complete ? server : ServerInfo.of(connection, tables);
        Set<String> rows = now.versions() == TableAccess.MISSING ? Set.of() : versions.applied(connection);
        VersionState state = new VersionState(
                now,
                rows,
                revisions.graph().applied(rows),
                now.history() == TableAccess.MISSING ? HistorySnapshot.NONE : history.snapshot(connection));
        List<String> unknown = state.unknown(revisions.graph());
        return unknown.isEmpty() || now.history() == TableAccess.MISSING ? state : state.without(absent(unknown));
    }

    private List<AbsentModule> absent(Collection<String> unknown) throws SQLException {
        return AbsentModule.of(revisions.graph(), unknown, new HistoryReader(connection, tables).modules(unknown));
    }

    /** The revisions as this database has them: with those that another replaces, where it has a part or a target names one. */
    RevisionDefinitions revisionsFor(Collection<String> targets) throws SQLException {
        VersionState state = readVersionState();
        return revisions.at(state.rows(), state.unfinished().keySet(), targets);
    }

    /** The ids of all applied revisions, without those of modules that are not present; none where there is no table. */
    Set<String> applied() throws SQLException {
        Set<String> rows = appliedOfAllModules();
        return AbsentModule.without(absentOf(rows), rows);
    }

    /** The modules of these that the application does not have; no query where it knows all revisions. */
    List<AbsentModule> absentOf(Set<String> applied) throws SQLException {
        List<String> unknown = revisions.graph().unknown(applied);
        return unknown.isEmpty() || !hasHistory() ? List.of() : absent(unknown);
    }

    /** The ids of all applied revisions; none where there is no table. */
    Set<String> appliedOfAllModules() throws SQLException {
        return isInitialized() ? revisions.graph().applied(versions.applied(connection)) : Set.of();
    }

    boolean isInitialized() {
        return server.versions() != TableAccess.MISSING;
    }

    /** What the database contains, if it is used and there is no version table; one query then. */
    @Nullable
    ExistingDatabase existing() throws SQLException {
        ExistingDatabase found = isInitialized() ? null : ExistingDatabase.read(connection);
        return found == null || !found.isUsed() ? null : found;
    }

    List<HistoryEntry> events() throws SQLException {
        return hasHistory() ? new HistoryReader(connection, tables).all() : List.of();
    }

    HistoryPage events(HistoryQuery query) throws SQLException {
        return hasHistory() ? new HistoryReader(connection, tables).page(query) : HistoryPage.EMPTY;
    }

    /** The revisions of which a part is committed. */
    List<UnfinishedRevision> unfinished() throws SQLException {
        return hasHistory()
                ? List.copyOf(history.snapshot(connection).unfinished().values())
                : List.of();
    }

    /** Those of the pending revisions with which a run began. */
    Set<String> failedOrUnfinished() throws SQLException {
        List<String> pending = revisions.graph().pending(applied()).stream()
                .map(RevisionHeader::id)
                .toList();
        return hasHistory() ? new HistoryReader(connection, tables).unfinished(pending) : Set.of();
    }

    /** What the revisions that a downgrade reverts have not done, by id. */
    Map<String, StepsNotDone> notDone(PlanPreview preview) throws SQLException {
        if (preview.direction() == Direction.UPGRADE || !hasHistory()) {
            return Map.of();
        }
        HistorySnapshot past = history.snapshot(connection);
        HistoryReader reader = new HistoryReader(connection, tables);
        Map<String, StepsNotDone> notDone = new HashMap<>();
        for (PreparedRevision prepared : preview.revisions()) {
            String id = prepared.revision().id();
            notDone.put(id, StepsNotDone.of(prepared.recording().operations(), past, reader, id));
        }
        return notDone;
    }

    private boolean hasHistory() {
        return server.history() != TableAccess.MISSING;
    }

    /** Prepares a plan that is about to run, and the repeatables around it. */
    List<PreparedRevision> prepare(Plan plan, VersionState state) throws SQLException {
        return prepare(plan, state, preparation(state).withQuickLint());
    }

    /** Prepares repeatables that the run has removed, to apply them again. */
    List<PreparedRevision> prepareAgain(List<RevisionDefinition> removed, VersionState state) {
        return preparation(state).withQuickLint().prepare(removed, Direction.UPGRADE);
    }

    /** Prepares a plan for a preview, with all lint rules. */
    List<PreparedRevision> preview(Plan plan, VersionState state) throws SQLException {
        return prepare(plan, state, preparation(state));
    }

    private List<PreparedRevision> prepare(Plan plan, VersionState state, PlanPreparer preparer) throws SQLException {
        List<RevisionDefinition> definitions = revisions.definitions(plan.steps());
        RepeatablePlan around = new RepeatablePlanner(this, revisions, plan, state)
                .plan(() -> preparation(state)
                        .withQuickLint()
                        .withReplayedStart()
                        .prepare(definitions, plan.direction(), state.unfinished()));
        return around.around(preparer, () -> preparer.prepare(definitions, plan.direction(), state.unfinished()));
    }

    private PlanPreparer preparation(VersionState state) {
        PlanPreparer preparer = new PlanPreparer(
                        dialect, settings.arguments(), settings.lint(), () -> beforePlan(catalog::snapshot))
                .withDependencies(schema -> beforePlan(() -> DependencyReader.read(connection, schema)))
                .withTrial(callbacksDecide() ? ServerTrial.AFTER_CALLBACKS : this::tried);
        return state.isInitialized() ? preparer : preparer.withUnversionedStart();
    }

    /** SQL that runs before the steps may create what they need, which a trial would miss. */
    private boolean callbacksDecide() {
        return !revisions.callbacks().at(Point.BEFORE_RUN).isEmpty()
                || !revisions.callbacks().at(Point.BEFORE_REVISION).isEmpty();
    }

    private TrialAnswer tried(List<String> preparation, List<String> statements) {
        try {
            return StatementTrial.answer(connection, dialect, preparation, statements);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("Steps could not be tried", e);
        }
    }

    /** Waits for tables that another session has locked no longer than a statement of a revision does. */
    private <T> T beforePlan(Supplier<T> query) {
        Duration timeout = settings.retry().lockTimeout();
        try {
            if (timeout.isZero() || !connection.getAutoCommit()) {
                return query.get();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = " + timeout.toMillis());
                T value = query.get();
                statement.execute("set lock_timeout = 0");
                return value;
            } catch (DataAccessException e) {
                throw lockedOr(e, timeout);
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The schema could not be read", e);
        }
    }

    private RuntimeException lockedOr(DataAccessException e, Duration timeout) throws SQLException {
        SQLException cause = SqlStates.find(e);
        if (cause == null || !SqlStates.isLockNotAvailable(cause)) {
            return e;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = 0");
        }
        return new SchemaLockedException(timeout, cause);
    }

    /** The scripts of the applied revisions, the oldest first. */
    List<RevisionDefinition> scripts(VersionState state) {
        return revisions.definitions(revisions.graph().headers().stream()
                .filter(h -> state.applied().contains(h.id()))
                .toList());
    }

    ChecksumVerifier checksums(VersionState state) {
        Checksums checksums = new Checksums(revisions.graph(), state.past());
        return new ChecksumVerifier(connection, history, state.past(), checksums, settings.arguments(), literals());
    }

    private LiteralVisibility literals() {
        return new LiteralVisibility(settings.historySql(), settings.logValues());
    }
}
