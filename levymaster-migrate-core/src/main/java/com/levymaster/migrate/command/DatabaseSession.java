package com.levymaster.migrate.command;

import com.levymaster.migrate.checksum.ChecksumVerifier;
import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.inspect.LiveCatalog;
import com.levymaster.migrate.plan.PlanPreparer;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.session.PreflightChecks;
import com.levymaster.migrate.session.ServerInfo;
import com.levymaster.migrate.session.ServerInfo.TableAccess;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEntry.Author;
import com.levymaster.migrate.store.HistoryPage;
import com.levymaster.migrate.store.HistoryQuery;
import com.levymaster.migrate.store.HistoryReader;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a command works with on its one connection. Reads only. */
final class DatabaseSession {

    private final Connection connection;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final ServerInfo facts;
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
        this.facts = ServerInfo.of(connection, settings.tables());
        PreflightChecks.checkReading(facts);
        this.tables = settings.tables().withSchema(facts.schema());
        this.dialect = Dialect.postgresql(facts.version());
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

    ServerInfo facts() {
        return facts;
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

    /** What the database says of itself at one moment. */
    record VersionState(ServerInfo facts, Set<String> applied, HistorySnapshot past) {

        boolean isInitialized() {
            return facts.versions() != TableAccess.MISSING;
        }

        boolean hasTables() {
            return isInitialized() && facts.history() != TableAccess.MISSING;
        }

        /** Whether they are as this version makes them. */
        boolean isComplete() {
            return hasTables() && !facts.historyIsOld();
        }

        boolean isNew() {
            return !isInitialized() && facts.history() == TableAccess.MISSING;
        }
    }

    /** Makes our tables what they have to be. To be called under the lock. */
    void complete(VersionState state) throws SQLException {
        if (!state.hasTables()) {
            versions.create(connection, !state.facts().schemaExists(), state.isNew());
        }
        if (state.facts().historyIsOld()) {
            versions.complete(connection);
        }
    }

    /** Our tables as they are now; others may have made them since we looked first. */
    VersionState read() throws SQLException {
        boolean complete = new VersionState(facts, Set.of(), HistorySnapshot.NONE).isComplete();
        ServerInfo now = complete ? facts : ServerInfo.of(connection, tables);
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
        return facts.versions() != TableAccess.MISSING;
    }

    List<HistoryEntry> events() throws SQLException {
        return hasHistory() ? new HistoryReader(connection, tables).all() : List.of();
    }

    HistoryPage events(HistoryQuery query) throws SQLException {
        return hasHistory() ? new HistoryReader(connection, tables).page(query) : HistoryPage.EMPTY;
    }

    /** Those of the pending revisions with which a run began. */
    Set<String> unfinished() throws SQLException {
        List<String> pending = revisions.graph().pending(applied()).stream()
                .map(RevisionHeader::id)
                .toList();
        return hasHistory() ? new HistoryReader(connection, tables).unfinished(pending) : Set.of();
    }

    private boolean hasHistory() {
        return facts.history() != TableAccess.MISSING;
    }

    /** What is about to run. */
    List<PreparedRevision> prepare(Plan plan) {
        return preparation().withQuickLint().prepare(revisions.definitions(plan.steps()), plan.direction());
    }

    /** What is only to be looked at. */
    List<PreparedRevision> preview(Plan plan) {
        return preparation().prepare(revisions.definitions(plan.steps()), plan.direction());
    }

    private PlanPreparer preparation() {
        return new PlanPreparer(dialect, settings.arguments(), settings.lint(), catalog::snapshot);
    }

    /** The scripts of the applied revisions, the oldest first. */
    List<RevisionDefinition> scripts(VersionState state) {
        return revisions.definitions(revisions.graph().headers().stream()
                .filter(h -> state.applied().contains(h.id()))
                .toList());
    }

    ChecksumVerifier checksums(VersionState state) {
        Checksums checksums = new Checksums(revisions.graph(), state.past());
        return new ChecksumVerifier(connection, history, state.past(), checksums, settings.arguments());
    }
}
