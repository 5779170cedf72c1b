package com.levymaster.migrate.command;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.inspect.LiveCatalog;
import com.levymaster.migrate.inspect.Scope;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.Stamp;
import com.levymaster.migrate.runner.PlanRunner;
import com.levymaster.migrate.runner.Preparation;
import com.levymaster.migrate.runner.Prepared;
import com.levymaster.migrate.runner.Report;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.store.Event;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEntry.Author;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.SqlStates;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** One command on one connection. */
final class Run {

    private final Connection connection;
    private final Revisions revisions;
    private final Settings settings;
    private final RunListener listener;
    private final TableNames tables;
    private final Dialect dialect;
    private final VersionStore versions;
    private final HistoryStore history;
    private final LiveCatalog catalog;

    Run(Connection connection, Revisions revisions, Settings settings, RunListener listener) throws SQLException {
        this.connection = connection;
        this.revisions = revisions;
        this.settings = settings;
        this.listener = listener;
        this.dialect = Dialect.postgresql(version(connection));
        this.tables = qualified();
        this.versions = new VersionStore(tables, dialect);
        this.history = new HistoryStore(
                tables,
                dialect,
                UUID.randomUUID().toString(),
                Author.ofThisProcess(settings.application(), settings.applicationVersion()));
        this.catalog = new LiveCatalog(connection, Scope.all());
    }

    VersionStore versions() {
        return versions;
    }

    List<HistoryEntry> history() throws SQLException {
        try {
            return HistoryStore.all(connection, tables);
        } catch (SQLException e) {
            if (SqlStates.isMissing(e)) {
                return List.of();
            }
            throw e;
        }
    }

    Preview preview(Function<Set<String>, Plan> planner) throws SQLException {
        Set<String> applied = versions.exists(connection) ? versions.applied(connection) : Set.of();
        Plan plan = planner.apply(applied);
        return new Preview(plan.direction(), prepare(plan));
    }

    /** Locks, reads what is applied now, and runs what the plan says. */
    Report run(Function<Set<String>, Plan> planner) throws SQLException {
        long start = System.nanoTime();
        MigrationLock lock = new MigrationLock(settings.lock(), tables.toString());
        return lock.hold(connection, waited -> {
            Set<String> applied = initialized();
            Plan plan = planner.apply(applied);
            List<Prepared> prepared = prepare(plan);
            listener.beforeRun(plan);
            List<RevisionReport> done = new PlanRunner(
                            connection, dialect, catalog, versions, history, settings.arguments(), listener)
                    .run(prepared);
            Report report = new Report(
                    plan.direction(), done, heads(applied), heads(plan.appliedAfter()), waited, since(start));
            listener.afterRun(report);
            return report;
        });
    }

    Report stamp(List<String> targets, boolean purge) throws SQLException {
        long start = System.nanoTime();
        MigrationLock lock = new MigrationLock(settings.lock(), tables.toString());
        return lock.hold(connection, waited -> {
            Set<String> applied = initialized();
            Stamp stamp = revisions.graph().stamp(purge ? Set.of() : applied, targets);
            write(stamp, purge ? applied : Set.of());
            return new Report(
                    Direction.UPGRADE, List.of(), heads(applied), heads(stamp.appliedAfter()), waited, since(start));
        });
    }

    private void write(Stamp stamp, Collection<String> purged) throws SQLException {
        List<String> statements = new ArrayList<>();
        if (!purged.isEmpty()) {
            statements.add(versions.deleteAll());
            purged.forEach(id -> statements.add(history.insert(event(HistoryEntry.Event.UNSTAMP, id))));
        }
        for (String id : stamp.forgotten()) {
            statements.add(versions.delete(id));
            statements.add(history.insert(event(HistoryEntry.Event.UNSTAMP, id)));
        }
        for (String id : stamp.recorded()) {
            statements.add(versions.insert(id));
            statements.add(history.insert(event(HistoryEntry.Event.STAMP, id)));
        }
        inTransaction(statements);
    }

    private void inTransaction(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
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

    private Event event(HistoryEntry.Event kind, String id) {
        RevisionHeader header = revisions.graph().find(id).orElse(RevisionHeader.of(id));
        return Event.of(kind, header, Duration.ZERO);
    }

    private List<Prepared> prepare(Plan plan) {
        return new Preparation(dialect, settings.arguments(), catalog::snapshot)
                .prepare(revisions.scripts(plan.steps()), plan.direction());
    }

    /** The applied ids, after our tables have been made where they were missing. */
    private Set<String> initialized() throws SQLException {
        if (!versions.exists(connection)) {
            versions.create(connection);
        }
        return versions.applied(connection);
    }

    private List<String> heads(Collection<String> applied) {
        RevisionGraph graph = revisions.graph();
        return graph.headsOf(applied).stream().map(RevisionHeader::id).toList();
    }

    /** Our tables with their schema, so that no search path and no temporary table can stand in for them. */
    private TableNames qualified() throws SQLException {
        if (settings.tables().schema() != null) {
            return settings.tables();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.current_schema()")) {
            row.next();
            return settings.tables().withSchema(row.getString(1));
        }
    }

    private static int version(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        return major * 10000 + connection.getMetaData().getDatabaseMinorVersion();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
