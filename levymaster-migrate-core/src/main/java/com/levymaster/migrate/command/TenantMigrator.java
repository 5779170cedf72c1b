package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.MissingSchemaException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.AppliedState;
import com.levymaster.migrate.store.TenantVersions;
import com.levymaster.migrate.store.TenantVersions.SchemaState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Migrates the schemas of many tenants along the same revisions, several at a time.
 *
 * <pre>{@code
 * TenantReport report = migrator.forTenants(() -> List.of("acme", "globex")).upgrade();
 * }</pre>
 *
 * <p>Each tenant has a version table and a lock of its own, so that several processes share the work, and a process that dies loses
 * nothing: the next upgrade continues with the tenants that are behind.
 */
public final class TenantMigrator {

    private static final Log log = LogFactory.getLog(TenantMigrator.class);

    private final Migrator migrator;
    private final ConnectionSource connections;
    private final RevisionDefinitions revisions;
    private final TenantSource source;

    TenantMigrator(
            Migrator migrator, ConnectionSource connections, RevisionDefinitions revisions, TenantSource source) {
        this.migrator = migrator;
        this.connections = connections;
        this.revisions = revisions;
        this.source = source;
    }

    /** Returns the names of all tenants, each once. */
    public Set<String> tenants() {
        return new LinkedHashSet<>(source.tenants());
    }

    /**
     * Returns the migrator of a tenant.
     *
     * @throws MigrationException if there is no such tenant
     */
    public Migrator forTenant(String tenant) {
        Set<String> tenants = tenants();
        if (!tenants.contains(tenant)) {
            throw new MigrationException(
                    "There is no tenant \"" + tenant + "\" among the " + tenants.size() + " tenants of the application."
                            + " Nothing was changed.",
                    "correct the name, or add the tenant first (levymaster.migrate.tenants).");
        }
        return of(tenant);
    }

    private Migrator of(String tenant) {
        DataSource own = source.dataSource(tenant);
        return own == null ? migrator.forTenant(tenant) : migrator.forTenant(tenant, own);
    }

    /**
     * Upgrades all tenants, of which those with nothing to do are found out by one statement.
     *
     * @param targets as of {@link Migrator#upgrade}
     * @throws TenantsFailedException if some failed; the others are upgraded, unless {@link TenantSettings#continueAfterFailure()} is
     *     false
     */
    public TenantReport upgrade(String... targets) {
        return upgrade((tenant, done, planned, failure) -> {}, targets);
    }

    /** Upgrades as {@link #upgrade(String...)} does, and reports each tenant that is done. */
    public TenantReport upgrade(TenantProgress progress, String... targets) {
        long start = System.nanoTime();
        UpgradeRequest request = UpgradeRequest.of(revisions.at(Set.of(), Set.of(), List.of(targets)), targets);
        Set<String> tenants = tenants();
        TenantRuns runs = new TenantRuns(migrator.settings().tenants(), progress);
        List<String> behind = new ArrayList<>(tenants);
        states(tenants).forEach((tenant, state) -> {
            AppliedState applied = state.applied();
            if (applied != null && request.satisfiedBy(applied)) {
                behind.remove(tenant);
            }
        });
        if (behind.size() > 1) {
            createMigrations();
        }
        runs.execute(behind, tenant -> of(tenant).upgrade(targets));
        Map<String, RunReport> upgraded = new LinkedHashMap<>(runs.reports());
        upgraded.values().removeIf(RunReport::isEmpty);
        TenantReport report = new TenantReport(
                tenants.size(), upgraded, runs.failures(), runs.skipped(), Duration.ofNanos(System.nanoTime() - start));
        if (!report.failures().isEmpty()) {
            throw new TenantsFailedException(report);
        }
        return report;
    }

    /** On this thread, because a container that starts may hold a lock that other threads would wait for. */
    private void createMigrations() {
        for (RevisionDefinition revision :
                revisions.definitions(revisions.graph().headers())) {
            try {
                revision.newMigration();
            } catch (MigrationException e) {
                log.debug("Revision " + revision.id() + " cannot be created, which its run will report", e);
            }
        }
    }

    /** Returns where each tenant stands: one statement for all schemas, and one for each database of a tenant. Reads only. */
    public List<TenantStatus> status() {
        Set<String> tenants = tenants();
        Map<String, SchemaState> states = states(tenants);
        return tenants.stream()
                .map(tenant -> {
                    SchemaState state = states.get(tenant);
                    return state == null ? ofDatabase(tenant) : status(tenant, state);
                })
                .toList();
    }

    private TenantStatus ofDatabase(String tenant) {
        Status status = of(tenant).status();
        return new TenantStatus(tenant, status.current(), status.pending(), status.unknown(), true);
    }

    private TenantStatus status(String tenant, SchemaState state) {
        AppliedState applied = state.applied();
        List<String> rows = applied == null ? List.of() : applied.ids();
        RevisionGraph graph = revisions.graph().at(rows, List.of());
        Set<String> ids = graph.applied(rows);
        List<RevisionHeader> current = graph.current(
                ids.stream().filter(id -> graph.find(id).isPresent()).toList());
        return new TenantStatus(tenant, current, graph.pending(ids), graph.unknown(ids), state.exists());
    }

    /** Of the tenants with a schema. */
    private Map<String, SchemaState> states(Set<String> tenants) {
        List<String> schemas = tenants.stream()
                .filter(tenant -> source.dataSource(tenant) == null)
                .toList();
        if (schemas.isEmpty()) {
            return Map.of();
        }
        MigratorSettings settings = migrator.settings();
        try (BorrowedConnection borrowed = connections.borrow(settings)) {
            return new TenantVersions(
                            settings.tables(), !revisions.repeatables().isEmpty())
                    .read(borrowed.connection(), schemas);
        } catch (SQLException e) {
            throw ConnectionSource.translated(e);
        }
    }

    static MissingSchemaException missing(String schema) {
        return new MissingSchemaException(
                "Schema " + schema + " does not exist. Nothing was changed.",
                "create it: create schema \"" + schema.replace("\"", "\"\"")
                        + "\"; correct the name; or let it be created, levymaster.migrate.tenants.create-schemas=true.");
    }

    /** Returns the settings of the runs in the schema of a tenant. */
    static MigratorSettings settings(MigratorSettings settings, String tenant, boolean isSchema) {
        String database = settings.database();
        MigratorSettings named = settings.withDatabase(database == null ? tenant : database + "/" + tenant);
        if (!isSchema) {
            return named;
        }
        List<String> path = new ArrayList<>(List.of(tenant));
        path.addAll(settings.tenants().sharedSchemas());
        return named.withTables(settings.tables().withSchema(tenant))
                .withSession(settings.session().withSearchPath(path))
                .withLock(settings.lock().withKey(null));
    }

    /** What a run of one tenant is. */
    @FunctionalInterface
    interface TenantRun {
        RunReport run(String tenant);
    }
}
