package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.AppliedRepeatables;
import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.error.MissingSchemaException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.AppliedState;
import com.levymaster.migrate.store.TenantVersions;
import com.levymaster.migrate.store.TenantVersions.SchemaState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

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

    /**
     * Returns the names of all tenants, each once.
     *
     * @throws MigrationException if the source fails, or a name is empty
     */
    public Set<String> tenants() {
        return Tenants.names(source);
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
        return Tenants.of(Set.of(tenant), source).migrator(migrator, tenant);
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
        UpgradeRequest request = UpgradeRequest.of(
                revisions.at(Set.of(), Set.of(), List.of(targets)),
                migrator.settings().contract(),
                targets);
        Tenants tenants = Tenants.of(tenants(), source);
        TenantRuns runs = new TenantRuns(migrator.settings().tenants(), progress);
        List<String> behind = behind(request, tenants);
        if (behind.size() > 1) {
            createMigrations();
        }
        runs.execute(behind, tenant -> tenants.migrator(migrator, tenant).upgrade(targets));
        Map<String, RunReport> upgraded = new LinkedHashMap<>(runs.reports());
        upgraded.values().removeIf(RunReport::isEmpty);
        TenantReport report = new TenantReport(
                tenants.names().size(),
                upgraded,
                runs.failures(),
                runs.skipped(),
                Duration.ofNanos(System.nanoTime() - start));
        if (!report.failures().isEmpty()) {
            throw new TenantsFailedException(report);
        }
        return report;
    }

    /**
     * Returns the tenants that lack some of the targets, or of which that is unknown: one statement for all schemas, and one for each
     * database of a tenant. Reads only.
     *
     * @param targets as of {@link Migrator#upgrade}
     */
    public List<String> behind(String... targets) {
        UpgradeRequest request = UpgradeRequest.of(
                revisions.at(Set.of(), Set.of(), List.of(targets)),
                migrator.settings().contract(),
                targets);
        Tenants tenants = Tenants.of(tenants(), source);
        Set<String> schemas = Set.copyOf(tenants.schemas());
        return behind(request, tenants).stream()
                .filter(tenant -> schemas.contains(tenant) || !isUpToDate(tenants, tenant, targets))
                .toList();
    }

    private boolean isUpToDate(Tenants tenants, String tenant, String... targets) {
        try {
            return tenants.migrator(migrator, tenant).isUpToDate(targets);
        } catch (MigrationException e) {
            log.debug("It is unknown where tenant " + tenant + " stands", e);
            return false;
        }
    }

    /** Those with a database of their own are among them. */
    private List<String> behind(UpgradeRequest request, Tenants tenants) {
        Set<String> behind = new LinkedHashSet<>(tenants.names());
        states(tenants).forEach((tenant, state) -> {
            AppliedState applied = state.applied();
            if (applied != null && request.satisfiedBy(applied)) {
                behind.remove(tenant);
            }
        });
        return List.copyOf(behind);
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

    /**
     * Returns where each tenant stands: one statement for all schemas, one more for those that are behind, and one for each database
     * of a tenant. A tenant that cannot be read is among them, with its {@linkplain TenantStatus#problem() problem}. Reads only.
     */
    public List<TenantStatus> status() {
        Tenants tenants = Tenants.of(tenants(), source);
        Map<String, SchemaState> states = states(tenants);
        Map<String, TenantStatus> all = new LinkedHashMap<>();
        for (String tenant : tenants.names()) {
            SchemaState state = states.get(tenant);
            all.put(
                    tenant,
                    state == null || mayHaveAbsentModules(state) ? ofDatabase(tenants, tenant) : status(tenant, state));
        }
        List<String> behind = states.keySet().stream()
                .filter(tenant -> isBehind(states.get(tenant), all.get(tenant)))
                .toList();
        failed(behind).forEach(tenant -> all.computeIfPresent(tenant, (name, status) -> status.withFailed()));
        return List.copyOf(all.values());
    }

    /** Only its history tells. An application without modules asks for none. */
    private boolean mayHaveAbsentModules(SchemaState state) {
        AppliedState applied = state.applied();
        RevisionGraph graph = revisions.graph();
        return !graph.modules().isEmpty()
                && applied != null
                && !graph.unknown(graph.applied(applied.ids())).isEmpty();
    }

    private static boolean isBehind(@Nullable SchemaState state, @Nullable TenantStatus status) {
        return state != null
                && state.applied() != null
                && status != null
                && !status.pending().isEmpty();
    }

    private TenantStatus ofDatabase(Tenants tenants, String tenant) {
        try {
            Migrator own = tenants.migrator(migrator, tenant);
            Status status = own.status();
            return new TenantStatus(
                    tenant,
                    status.current(),
                    status.pending(),
                    status.pendingRepeatables(),
                    status.unknown(),
                    status.gaps(),
                    true,
                    !status.pending().isEmpty() && !own.unfinishedRevisions().isEmpty(),
                    null);
        } catch (MigrationException e) {
            return TenantStatus.unreadable(tenant, e);
        }
    }

    private TenantStatus status(String tenant, SchemaState state) {
        SQLException failure = state.failure();
        if (failure != null) {
            return TenantStatus.unreadable(tenant, unreadable(tenant, failure));
        }
        AppliedState applied = state.applied();
        List<String> rows = applied == null ? List.of() : applied.ids();
        RevisionGraph graph = revisions.graph().at(rows, List.of());
        Set<String> ids = graph.applied(rows);
        List<RevisionHeader> current = graph.current(
                ids.stream().filter(id -> graph.find(id).isPresent()).toList());
        List<String> unknown = graph.unknown(ids);
        AppliedRepeatables repeatables = applied == null ? AppliedRepeatables.NONE : applied.repeatables();
        List<String> missing = unknown.isEmpty()
                ? repeatables.missing(revisions.repeatables()).stream()
                        .map(Repeatable::name)
                        .toList()
                : List.of();
        List<RevisionHeader> due = migrator.settings().contract().due(graph, ids, graph.pending(ids));
        return new TenantStatus(tenant, current, due, missing, unknown, graph.gaps(ids), state.exists(), false, null);
    }

    private MigrationException unreadable(String tenant, SQLException failure) {
        String table = migrator.settings().tables().withSchema(tenant).qualifiedVersion();
        String problem = "The version table " + table + " cannot be read: " + SqlStates.describe(failure) + ".";
        return SqlStates.isInsufficientPrivilege(failure)
                ? new MissingPrivilegeException(
                        problem,
                        "grant usage on the schema and select on its tables to the user of the connection, or migrate"
                                + " as the owner (levymaster.migrate.user, or .role).",
                        failure)
                : new MigrationException(
                        problem,
                        "`db current --tenant " + tenant + "` shows what is wrong with this tenant alone.",
                        failure);
    }

    private Set<String> failed(List<String> tenants) {
        if (tenants.isEmpty()) {
            return Set.of();
        }
        List<String> ids =
                revisions.graph().headers().stream().map(RevisionHeader::id).toList();
        return query((versions, connection) -> versions.unfinished(connection, tenants, ids));
    }

    /** Of the tenants with a schema. */
    private Map<String, SchemaState> states(Tenants tenants) {
        return tenants.schemas().isEmpty()
                ? Map.of()
                : query((versions, connection) -> versions.read(connection, tenants.schemas()));
    }

    private <T> T query(TenantQuery<T> query) {
        MigratorSettings settings = migrator.settings();
        TenantVersions versions =
                new TenantVersions(settings.tables(), !revisions.repeatables().isEmpty());
        return connections.read(settings, connection -> query.read(versions, connection));
    }

    static MissingSchemaException missing(String schema) {
        return new MissingSchemaException(
                "Schema " + schema + " does not exist. Nothing was changed.",
                "create it: create schema \"" + schema.replace("\"", "\"\"")
                        + "\"; correct the name; or let it be created,"
                        + " levymaster.migrate.tenants.create-schemas=true.");
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

    /** Reads something of many tenants. */
    @FunctionalInterface
    private interface TenantQuery<T> {
        T read(TenantVersions versions, Connection connection) throws SQLException;
    }

    /** What a run of one tenant is. */
    @FunctionalInterface
    interface TenantRun {
        RunReport run(String tenant);
    }
}
