package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.analysis.BranchConflict;
import com.levymaster.migrate.analysis.BranchConflicts;
import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.analysis.RevisionReplay;
import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.autogenerate.RepeatableViews;
import com.levymaster.migrate.checksum.EditedRevision;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.rehearse.Rehearsal;
import com.levymaster.migrate.rehearse.RehearsalSettings;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistoryPage;
import com.levymaster.migrate.store.HistoryQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * Upgrades and downgrades a database along the revisions of an application.
 *
 * <pre>{@code
 * Migrator migrator = Migrator.builder(dataSource).migrations(new R1a2b3c4d_Initial()).build();
 * RunReport report = migrator.upgrade();
 * }</pre>
 *
 * <p>Safe for use by several threads: runs are serialized by the migration lock in the database. Each method takes one
 * connection from the data source and returns it.
 */
public final class Migrator {

    private final ConnectionSource connections;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final RunListener listener;
    private final EntityComparison entities;

    Migrator(
            ConnectionSource connections,
            RevisionDefinitions revisions,
            MigratorSettings settings,
            RunListener listener,
            EntityComparison entities) {
        this.connections = connections;
        this.revisions = revisions;
        this.settings = settings;
        this.listener = listener;
        this.entities = entities;
    }

    /** Starts building a migrator for a database. */
    public static MigratorBuilder builder(DataSource dataSource) {
        return new MigratorBuilder(dataSource);
    }

    /** The revisions of the application. */
    public RevisionGraph graph() {
        return revisions.graph();
    }

    /**
     * The revisions as the database has them: those that another replaces, where the database has a part of them or a target names
     * one. The database is asked only if there are revisions that replace others.
     */
    public RevisionGraph graphOfDatabase(String... targets) {
        return queries(targets).revisions().graph();
    }

    /** The settings of all runs. */
    public MigratorSettings settings() {
        return settings;
    }

    /** The data source from which connections are taken. */
    public DataSource dataSource() {
        return connections.dataSource();
    }

    /** Returns a copy with these settings. */
    public Migrator withSettings(MigratorSettings value) {
        return new Migrator(connections, revisions, value, listener, entities);
    }

    /**
     * Returns the migrator of the schema of a tenant, with a version table and a lock of its own. Unqualified names of its revisions
     * are those of that schema, then of {@link TenantSettings#sharedSchemas()}. A new tenant:
     *
     * <pre>{@code
     * migrator.forTenant("acme").upgrade();
     * }</pre>
     */
    public Migrator forTenant(String schema) {
        return ofTenant(connections, schema, true);
    }

    /** Returns the migrator of a tenant that has a database of its own. */
    public Migrator forTenant(String tenant, DataSource database) {
        return ofTenant(new ConnectionSource(database), tenant, false);
    }

    private Migrator ofTenant(ConnectionSource source, String tenant, boolean isSchema) {
        return new Migrator(
                source,
                revisions,
                TenantMigrator.settings(settings, tenant, isSchema),
                listener.forTenant(settings.database(), tenant),
                entities);
    }

    /** Returns the migrator of all tenants; see {@link MigratorSettings#tenants()}. */
    public TenantMigrator forTenants(TenantSource source) {
        return new TenantMigrator(this, connections, revisions, source);
    }

    /** Returns a copy whose runs also notify this listener, once if they do so already. */
    public Migrator withListener(RunListener another) {
        return new Migrator(connections, revisions, settings, listener.and(another), entities);
    }

    /**
     * Applies the pending revisions among the targets and their ancestors, each in one transaction together with its version
     * row. With nothing to do, this is one statement: no lock is taken, no migration is instantiated, nothing is written.
     *
     * @param targets target expressions as in Alembic, such as {@code head}, an id, a label or {@code +2}; none means
     *     {@code head}
     * @return what was run
     * @throws MigrationException if a target does not fit, a revision is refused before anything has run, or a revision fails
     */
    public RunReport upgrade(String... targets) {
        return run(UpgradeRequest.of(naming(targets), settings.contract(), targets), naming(targets));
    }

    /**
     * Reverts the applied revisions above the target and all revisions that need them, including unfinished ones.
     *
     * @throws MigrationException as {@link #upgrade} does
     */
    public RunReport downgrade(String target) {
        return run(new DowngradeRequest(naming(target).graph(), target), naming(target));
    }

    /** Records revisions as applied, and those that need them as not applied, without running anything. */
    public RunReport stamp(String... targets) {
        return stamp(Arrays.asList(targets), false);
    }

    /** As {@link #stamp}, after deleting all version rows, including those of unknown revisions. */
    public RunReport stampPurging(String... targets) {
        return stamp(Arrays.asList(targets), true);
    }

    /**
     * Verifies, without changing anything, that the targets and their ancestors are applied and that no applied revision was
     * edited since.
     *
     * @param targets none means all revisions
     * @throws PendingRevisionsException if some are not applied, or only in part
     * @throws com.levymaster.migrate.checksum.EditedRevisionException if some were edited and {@link
     *     MigratorSettings#checksums()} is {@code FAIL}
     */
    public void validate(String... targets) {
        queries(targets).validate(targets);
    }

    /**
     * The applied revisions whose operations differ from those that were run, with the differences; empty if {@link
     * MigratorSettings#checksums()} is {@code IGNORE}. Reads only.
     */
    public List<EditedRevision> editedRevisions() {
        return queries().edited();
    }

    /**
     * Waits until another process has applied the targets and their ancestors.
     *
     * @param targets none means all revisions
     * @throws PendingRevisionsException if they are not applied when the timeout has passed
     */
    public void awaitUpgrade(Duration timeout, String... targets) {
        queries(targets).await(timeout, targets);
    }

    /** What {@link #adopt} would write and record. Reads only. */
    public Adoption previewAdoption(AdoptionOptions options) {
        return queries().query(session -> new Adopter(session, revisions, settings).preview(options));
    }

    /**
     * Takes over a database that was there before: determines the revisions that describe it, has their sources written, and
     * records them as applied, under the lock. None of them runs.
     *
     * @param writer writes the files; nothing is recorded if it throws
     * @throws MigrationException if there is nothing to adopt, or the database cannot be adopted as it is
     */
    public Adoption adopt(AdoptionOptions options, Consumer<Adoption> writer) {
        return queries().query(session -> new Adopter(session, revisions, settings).adopt(options, writer));
    }

    /**
     * Adopts the database as {@link #adopt} does if it is used and has no version table; the application must have the revisions.
     * Nothing is written otherwise.
     *
     * @return what was recorded
     */
    public Optional<Adoption> adoptIfUnversioned(AdoptionOptions options) {
        return queries().query(session -> new Adopter(session, revisions, settings).adoptIfUnversioned(options));
    }

    /**
     * Writes a revision that replaces a range, and proves on scratch databases that it gives an equal database. Changes nothing in
     * the database, and writes no file.
     *
     * @throws MigrationException if the range cannot be replaced, or the databases would differ
     */
    public Squash squash(SquashOptions options) {
        return queries()
                .query(session -> new Squasher(session.revisions(), settings, options)
                        .squash(queries().edited(), session.applied()));
    }

    /** The findings that an upgrade does not resolve by itself: interrupted steps, edited revisions, invalid indexes. Reads only. */
    public List<RepairAction> previewRepair() {
        return queries().query(session -> repairer(session).preview());
    }

    /**
     * Repairs the findings of {@link #previewRepair}.
     *
     * @return what was done
     * @throws MigrationException if a finding needs a {@linkplain RepairAction.Resolver#PERSON person's} decision; nothing was
     *     changed then
     */
    public List<RepairAction> repair() {
        return queries().query(session -> repairer(session).repair(null));
    }

    /**
     * Repairs the findings of {@link #previewRepair}: writes to the history, and rebuilds or drops invalid indexes.
     *
     * @param resolution whether the interrupted steps were done
     * @return what was done
     */
    public List<RepairAction> repair(RepairAction.Resolution resolution) {
        return queries().query(session -> repairer(session).repair(resolution));
    }

    /** Whether the targets and their ancestors are applied; one statement. */
    public boolean isUpToDate(String... targets) {
        return new StatusQueries(connections, naming(targets), settings).isUpToDate(targets);
    }

    /**
     * Does what {@link #upgrade} does if there is nothing to do, with one statement; otherwise, nothing.
     *
     * @return what {@link #upgrade} would return; empty if there may be something to do
     */
    public Optional<RunReport> upgradeIfUpToDate(String... targets) {
        RevisionDefinitions named = naming(targets);
        return new MigrationRun(
                        connections, named, settings, listener, UpgradeRequest.of(named, settings.contract(), targets))
                .executeIfUpToDate();
    }

    /** What is applied in the database. Reads only, takes no lock, creates nothing. */
    public Status status() {
        return queries().status();
    }

    /** Where the version table is, or will be: one statement. Two migrators with the same location would mix their revisions. */
    public VersionTableLocation versionTable() {
        return queries().versionTable();
    }

    /** All history entries, newest first; empty if the history table does not exist yet. Reads only. */
    public List<HistoryEntry> history() {
        return queries().query(session -> session.events());
    }

    /** One page of the history, newest first. Reads only. */
    public HistoryPage history(HistoryQuery query) {
        return queries().query(session -> session.events(query));
    }

    /** The ids of pending revisions whose last run failed or was interrupted. Reads only. */
    public Set<String> unfinishedRevisions() {
        return queries().query(session -> session.failedOrUnfinished());
    }

    /** Whether {@link #compareEntities()} has entities to compare. */
    public boolean knowsEntities() {
        return entities != EntityComparison.NONE;
    }

    /**
     * Compares the entities of each persistence unit with the database. Reads only.
     *
     * @throws MigrationException if this migrator knows no entities
     */
    public List<Comparison> compareEntities() {
        AutogenerateOptions options = entities.options().get();
        return entities.models().get().values().stream()
                .map(model -> compareEntities(model, options))
                .toList();
    }

    /** Compares a desired model with the database. Reads only. */
    public Comparison compareEntities(DesiredModel model, AutogenerateOptions options) {
        return compareEntities(model, options, null);
    }

    /**
     * Compares a desired model with the database. Reads only.
     *
     * @param scratch on which revisions with SQL of their own run, to find out what they made; {@code null} if that stays unknown
     */
    public Comparison compareEntities(
            DesiredModel model, AutogenerateOptions options, @Nullable ScratchServer scratch) {
        return queries().query(session -> {
            Set<String> applied = session.applied();
            Supplier<RevisionReplay> replay =
                    SingletonSupplier.of(() -> observed(session.revisions(), applied, scratch));
            RevisionGraph graph = session.revisions().graph();
            List<RevisionHeader> waiting = settings.contract().waiting(graph, applied, graph.pending(applied));
            Comparison comparison = new Autogenerate(options)
                    .compare(
                            model,
                            session.connection(),
                            actual -> replay.get().made(applied, actual),
                            actual -> waiting.isEmpty() ? actual : replay.get().with(waiting, actual));
            return comparison.kept().isEmpty()
                    ? comparison
                    : comparison.withUnknown(replay.get().unknown(applied));
        });
    }

    private RevisionReplay observed(RevisionDefinitions from, Collection<String> ids, @Nullable ScratchServer scratch) {
        RevisionReplay replay = new RevisionReplay(from, settings.arguments(), settings.serverVersion());
        if (scratch == null) {
            return replay;
        }
        List<String> opaque =
                replay.unknown(ids).keySet().stream().map(RevisionHeader::id).toList();
        return replay.observing(new ScratchEffects(from, settings).of(opaque, scratch));
    }

    /**
     * Tries a draft on the database in a transaction that is rolled back.
     *
     * @return the comparison with a remark on each step that failed, and a warning if not all could be tried
     * @throws MigrationException if the upgrade would fail on any database like this one
     */
    public Comparison attempt(Comparison comparison, DesiredModel model, AutogenerateOptions options) {
        return attempt(comparison, model, options, null);
    }

    /** As {@link #attempt(Comparison, DesiredModel, AutogenerateOptions)}, for a comparison that was made with this scratch server. */
    public Comparison attempt(
            Comparison comparison, DesiredModel model, AutogenerateOptions options, @Nullable ScratchServer scratch) {
        return queries().query(session -> {
            Set<String> applied = session.applied();
            return new Autogenerate(options)
                    .attempt(
                            comparison,
                            model,
                            session.connection(),
                            actual -> observed(session.revisions(), applied, scratch)
                                    .made(applied, actual));
        });
    }

    /** Returns a comparison that leaves the views of repeatables to the run, which removes and applies them around a revision. */
    public Comparison withoutRepeatables(Comparison comparison) {
        return revisions.repeatables().isEmpty()
                ? comparison
                : new RepeatableViews(revisions.repeatables()).leftToRun(comparison);
    }

    /** What {@link #upgrade} would run. Reads only. */
    public PlanPreview previewUpgrade(String... targets) {
        StatusQueries queries = queries(targets);
        return queries.preview(UpgradeRequest.of(queries.revisions(), settings.contract(), targets));
    }

    /** What {@link #upgrade} would run before its backfills, and what it would leave to them. Reads only. */
    public UpgradeSplit splitAtBackfills(String... targets) {
        StatusQueries queries = queries(targets);
        return queries.splitAtBackfills(UpgradeRequest.of(queries.revisions(), settings.contract(), targets));
    }

    /** What {@link #downgrade} would run. Reads only. */
    public PlanPreview previewDowngrade(String target) {
        StatusQueries queries = queries(target);
        return queries.preview(new DowngradeRequest(queries.revisions().graph(), target));
    }

    /**
     * Runs what {@link #upgrade} would run in a transaction that is rolled back, under the lock and short timeouts, and measures it.
     * Nothing is left in the database, apart from the positions of sequences, which the result names.
     *
     * @throws MigrationException if {@link #upgrade} would be refused before anything runs, or another process migrates
     */
    public Rehearsal rehearseUpgrade(RehearsalSettings limits, String... targets) {
        StatusQueries queries = queries(targets);
        UpgradeRequest request = UpgradeRequest.of(queries.revisions(), settings.contract(), targets);
        return queries.query(
                session -> new Rehearser(session, queries.revisions(), settings).rehearse(request, limits));
    }

    /** Rehearses what {@link #downgrade} would run, as {@link #rehearseUpgrade} does. */
    public Rehearsal rehearseDowngrade(RehearsalSettings limits, String target) {
        StatusQueries queries = queries(target);
        DowngradeRequest request = new DowngradeRequest(queries.revisions().graph(), target);
        return queries.query(
                session -> new Rehearser(session, queries.revisions(), settings).rehearse(request, limits));
    }

    /** How long the last upgrade of each of these revisions took in this database, by id, as the history says. Reads only. */
    public Map<String, Duration> lastDurations(Collection<String> ids) {
        return queries().query(session -> {
            Map<String, Duration> durations = new LinkedHashMap<>();
            for (String id : ids) {
                session.events(new HistoryQuery(0, 1, HistoryEvent.UPGRADE, id)).entries().stream()
                        .findFirst()
                        .ifPresent(entry -> durations.put(id, entry.duration()));
            }
            return durations;
        });
    }

    /** The data that a plan would delete irrecoverably, counted now. Reads only. Empty tables and columns are not listed. */
    public List<DataLoss> dataLosses(PlanPreview preview) {
        return queries().losses(preview);
    }

    /** The objects that several of these branches change independently. Needs no database; of raw SQL, names decide. */
    public List<BranchConflict> conflicts(List<RevisionHeader> tips) {
        return conflicts(tips, null);
    }

    /**
     * The objects that several of these branches change independently.
     *
     * @param scratch on which revisions with SQL of their own run, to find out what they change; {@code null} if names decide
     */
    public List<BranchConflict> conflicts(List<RevisionHeader> tips, @Nullable ScratchServer scratch) {
        Set<String> own = new BranchConflicts(revisions.graph(), replayed()).ownRevisions(tips);
        return new BranchConflicts(revisions.graph(), observed(revisions, own, scratch)).between(tips);
    }

    /** The steps of these branches of which it is not known what they change, without a database. */
    public List<BranchConflict.Change> unknownChanges(List<RevisionHeader> tips) {
        return new BranchConflicts(revisions.graph(), replayed()).unknown(tips);
    }

    /**
     * The schema that all revisions together produce, as far as their operations tell. Needs no database.
     *
     * @throws MigrationException listing all steps of raw SQL that may define objects, if there are any
     */
    public DatabaseSchema replay() {
        return replayed().complete();
    }

    /** The SQL that revisions, repeatables and callbacks bring with them, as far as it is known without a database. */
    public List<WrittenSql> writtenSql() {
        return WrittenSql.of(revisions, settings.arguments());
    }

    private RevisionReplay replayed() {
        return new RevisionReplay(revisions, settings.arguments(), settings.serverVersion());
    }

    /**
     * Creates a database, runs all revisions on it, passes a connection to the reader, and drops the database.
     *
     * @return what the reader returns
     * @throws MigrationException if the server cannot create a database, or a revision fails on it
     */
    public <T> T replayOnScratch(ScratchServer server, Function<Connection, T> reader) {
        return onScratch(server, scratch -> {
            scratch.upgrade("heads");
            return scratch.withConnection(reader::apply);
        });
    }

    /**
     * Creates an empty database, passes a migrator for it with these revisions and settings to the work, and drops the database.
     *
     * @return what the work returns
     * @throws MigrationException if the server cannot create a database
     */
    public <T> T onScratch(ScratchServer server, Function<Migrator, T> work) {
        return server.lend(dataSource -> {
            ScratchServer.createDefaultSchema(dataSource);
            return work.apply(new Migrator(
                    new ConnectionSource(dataSource),
                    revisions,
                    settings.withContract(ContractPolicy.RUN_BESIDE_OLDER_BUILDS),
                    new RunListener() {},
                    EntityComparison.NONE));
        });
    }

    /** Returns a copy for another database, such as a clone. */
    public Migrator withDataSource(DataSource database) {
        return new Migrator(new ConnectionSource(database), revisions, settings, listener, entities);
    }

    /**
     * Returns a copy for another database, such as a clone.
     *
     * @param origin how the user names the database, such as an option of a command; errors of the connection name it
     */
    public Migrator withDataSource(DataSource database, String origin) {
        return new Migrator(
                new ConnectionSource(database, ConnectionFailure.of(origin)), revisions, settings, listener, entities);
    }

    /** Returns a copy whose runs leave out the repeatables. */
    public Migrator withoutRepeatables() {
        return new Migrator(
                connections, revisions.with(Repeatables.NONE, revisions.callbacks()), settings, listener, entities);
    }

    /** Work on a connection. */
    @FunctionalInterface
    public interface ConnectionWork<T> {

        /** Does the work, and leaves the connection in autocommit mode. */
        T apply(Connection connection) throws SQLException;
    }

    /**
     * Passes a connection to the work, with role and search path of the runs.
     *
     * @return what the work returns
     * @throws MigrationException if the database cannot be reached, or reports an error
     */
    public <T> T withConnection(ConnectionWork<T> work) {
        return queries().query(session -> work.apply(session.connection()));
    }

    /**
     * The SQL script of an upgrade from one revision to another, or from base. Needs no database.
     *
     * @param range {@code from:to}, or {@code to}
     * @throws MigrationException if a revision has steps in Java
     */
    public String scriptUpgrade(String range) {
        return streamUpgrade(range).toString();
    }

    /** As {@link #scriptUpgrade}, for a script that may be large: rows of files are read while it is written. */
    public SqlScript streamUpgrade(String range) {
        return new OfflineSqlScript(naming(range), settings).upgrade(range);
    }

    /** What an upgrade of that range would run, as far as the operations tell. Needs no database. */
    public PlanPreview previewOffline(String range) {
        return new OfflineSqlScript(naming(range), settings).preview(range);
    }

    /** The SQL script of a downgrade {@code from:to}; see {@link #scriptUpgrade}. */
    public String scriptDowngrade(String range) {
        return streamDowngrade(range).toString();
    }

    /** The SQL script of a downgrade {@code from:to}; see {@link #streamUpgrade}. */
    public SqlScript streamDowngrade(String range) {
        return new OfflineSqlScript(naming(range), settings).downgrade(range);
    }

    /** The SQL script of a stamp; each target is {@code from:to}, or {@code to} for a new database. Needs no database. */
    public String scriptStamp(String... targets) {
        return new OfflineSqlScript(naming(targets), settings)
                .stamp(Arrays.asList(targets))
                .toString();
    }

    private RunReport run(PlanRequest request, RevisionDefinitions named) {
        return new MigrationRun(connections, named, settings, listener, request).execute();
    }

    private RunReport stamp(List<String> targets, boolean purge) {
        return queries(targets.toArray(String[]::new))
                .query(session -> new Stamper(session, session.revisions(), settings).stamp(targets, purge));
    }

    private Repairer repairer(DatabaseSession session) {
        return new Repairer(session, session.revisions(), settings);
    }

    /** The revisions with those that a target names, also if another replaces them. */
    private RevisionDefinitions naming(String... targets) {
        return revisions.at(Set.of(), Set.of(), List.of(targets));
    }

    /** For the revisions as the database has them, which is asked only if some replace others. */
    private StatusQueries queries(String... targets) {
        StatusQueries queries = new StatusQueries(connections, naming(targets), settings);
        return revisions.graph().replaces()
                ? queries.query(
                        session -> new StatusQueries(connections, session.revisionsFor(List.of(targets)), settings))
                : queries;
    }
}
