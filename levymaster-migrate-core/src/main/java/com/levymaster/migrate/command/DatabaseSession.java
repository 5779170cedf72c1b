package com.levymaster.migrate.command;

import com.levymaster.migrate.checksum.ChecksumVerifier;
import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.checksum.LiteralVisibility;
import com.levymaster.migrate.command.ServerInfo.TableAccess;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.inspect.LiveCatalog;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.plan.PlanPreparer;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEntry.Author;
import com.levymaster.migrate.store.HistoryPage;
import com.levymaster.migrate.store.HistoryQuery;
import com.levymaster.migrate.store.HistoryReader;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.UnfinishedRevision;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;

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

    DatabaseSession(Connection connection, RevisionDefinitions revisions, MigratorSettings settings)
            throws SQLException {
        this.connection = connection;
        this.revisions = revisions;
        this.settings = settings;
        this.server = ServerInfo.of(connection, settings.tables());
        PreflightChecks.checkReading(server);
        TableShapeCheck.checkReading(server, settings.tables());
        this.tables = settings.tables().withSchema(server.schema());
        this.dialect = Dialect.postgresql(server.version());
        this.versions = new VersionStore(tables, dialect);
        this.history = new HistoryStore(
                tables,
                dialect,
                UUID.randomUUID().toString(),
                Author.ofThisProcess(settings.application(), settings.applicationVersion()));
        this.catalog = new LiveCatalog(connection, InspectionScope.all());
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

    LiveCatalog catalog() {
        return catalog;
    }

    /** The lock of this session's connection; nothing is locked yet. */
    MigrationLock lock() throws SQLException {
        return MigrationLock.open(settings.lock(), tables.qualifiedVersion(), connection, server.pid());
    }

    /** Creates the version and history tables, or adds what tables of an earlier version lack, under the lock. */
    void ensureTables(VersionState state, MigrationLock lock) throws SQLException {
        if (state.isComplete()) {
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
    }

    /**
     * Writes rows of the version and history tables in one transaction under the lock; creates the tables first where they
     * are missing.
     */
    void write(VersionState state, MigrationLock lock, List<String> statements) throws SQLException {
        lock.begin();
        try (Statement statement = connection.createStatement()) {
            createTables(state);
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

    /** Reads both tables; other processes may have created them since this session was opened. */
    VersionState readVersionState() throws SQLException {
        boolean complete = new VersionState(server, Set.of(), HistorySnapshot.NONE).isComplete();
        ServerInfo now = complete ? server : ServerInfo.of(connection, tables);
        return new VersionState(
                now,
                now.versions() == TableAccess.MISSING ? Set.of() : versions.applied(connection),
                now.history() == TableAccess.MISSING ? HistorySnapshot.NONE : history.snapshot(connection));
    }

    /** The ids of all applied revisions; none where there is no table. */
    Set<String> applied() throws SQLException {
        return isInitialized() ? versions.applied(connection) : Set.of();
    }

    boolean isInitialized() {
        return server.versions() != TableAccess.MISSING;
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

    private boolean hasHistory() {
        return server.history() != TableAccess.MISSING;
    }

    /** Prepares a plan that is about to run. */
    List<PreparedRevision> prepare(Plan plan, VersionState state) {
        return preparation(state)
                .withQuickLint()
                .prepare(revisions.definitions(plan.steps()), plan.direction(), state.unfinished());
    }

    /** Prepares a plan for a preview, with all lint rules. */
    List<PreparedRevision> preview(Plan plan, VersionState state) {
        return preparation(state).prepare(revisions.definitions(plan.steps()), plan.direction(), state.unfinished());
    }

    private PlanPreparer preparation(VersionState state) {
        PlanPreparer preparer = new PlanPreparer(dialect, settings.arguments(), settings.lint(), catalog::snapshot);
        return state.isInitialized() ? preparer : preparer.withUnversionedStart();
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
