package com.levymaster.migrate.command;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.inspect.LiveCatalog;
import com.levymaster.migrate.inspect.Scope;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.ChecksumCheck;
import com.levymaster.migrate.runner.Checksums;
import com.levymaster.migrate.runner.Preparation;
import com.levymaster.migrate.runner.Prepared;
import com.levymaster.migrate.script.Script;
import com.levymaster.migrate.session.Preflight;
import com.levymaster.migrate.session.ServerFacts;
import com.levymaster.migrate.session.ServerFacts.OwnTable;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEntry.Author;
import com.levymaster.migrate.store.HistoryPage;
import com.levymaster.migrate.store.HistoryQuery;
import com.levymaster.migrate.store.HistoryReader;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.Recollection;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a command works with on its one connection. Reads only. */
final class Workplace {

    private final Connection connection;
    private final Revisions revisions;
    private final Settings settings;
    private final ServerFacts facts;
    private final TableNames tables;
    private final Dialect dialect;
    private final VersionStore versions;
    private final HistoryStore history;
    private final LiveCatalog catalog;

    Workplace(Connection connection, Revisions revisions, Settings settings) throws SQLException {
        this.connection = connection;
        this.revisions = revisions;
        this.settings = settings;
        this.facts = ServerFacts.of(connection, settings.tables());
        Preflight.checkReading(facts);
        this.tables = settings.tables().withSchema(facts.schema());
        this.dialect = Dialect.postgresql(facts.version());
        this.versions = new VersionStore(tables, dialect);
        this.history = new HistoryStore(
                tables,
                dialect,
                UUID.randomUUID().toString(),
                Author.ofThisProcess(settings.application(), settings.applicationVersion()));
        this.catalog = new LiveCatalog(connection, Scope.all());
    }

    Connection connection() {
        return connection;
    }

    ServerFacts facts() {
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
    record State(ServerFacts facts, Set<String> applied, Recollection past) {

        boolean isInitialized() {
            return facts.versions() != OwnTable.MISSING;
        }

        boolean hasTables() {
            return isInitialized() && facts.history() != OwnTable.MISSING;
        }

        /** Whether they are as this version makes them. */
        boolean isComplete() {
            return hasTables() && !facts.historyIsOld();
        }

        boolean isNew() {
            return !isInitialized() && facts.history() == OwnTable.MISSING;
        }
    }

    /** Makes our tables what they have to be. To be called under the lock. */
    void complete(State state) throws SQLException {
        if (!state.hasTables()) {
            versions.create(connection, !state.facts().schemaExists(), state.isNew());
        }
        if (state.facts().historyIsOld()) {
            versions.complete(connection);
        }
    }

    /** Our tables as they are now; others may have made them since we looked first. */
    State read() throws SQLException {
        boolean complete = new State(facts, Set.of(), Recollection.NONE).isComplete();
        ServerFacts now = complete ? facts : ServerFacts.of(connection, tables);
        return new State(
                now,
                now.versions() == OwnTable.MISSING ? Set.of() : versions.applied(connection),
                now.history() == OwnTable.MISSING ? Recollection.NONE : history.recollect(connection));
    }

    /** The ids of all applied revisions; none where there is no table. */
    Set<String> applied() throws SQLException {
        return isInitialized() ? versions.applied(connection) : Set.of();
    }

    boolean isInitialized() {
        return facts.versions() != OwnTable.MISSING;
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
        return facts.history() != OwnTable.MISSING;
    }

    /** What is about to run. */
    List<Prepared> prepare(Plan plan) {
        return preparation().quickly().prepare(revisions.scripts(plan.steps()), plan.direction());
    }

    /** What is only to be looked at. */
    List<Prepared> preview(Plan plan) {
        return preparation().prepare(revisions.scripts(plan.steps()), plan.direction());
    }

    private Preparation preparation() {
        return new Preparation(dialect, settings.arguments(), settings.lint(), catalog::snapshot);
    }

    /** The scripts of the applied revisions, the oldest first. */
    List<Script> scripts(State state) {
        return revisions.scripts(revisions.graph().headers().stream()
                .filter(h -> state.applied().contains(h.id()))
                .toList());
    }

    ChecksumCheck checksums(State state) {
        Checksums checksums = new Checksums(revisions.graph(), state.past());
        return new ChecksumCheck(connection, history, state.past(), checksums, settings.arguments());
    }
}
