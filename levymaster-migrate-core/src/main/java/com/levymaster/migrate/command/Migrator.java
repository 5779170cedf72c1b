package com.levymaster.migrate.command;

import com.levymaster.migrate.analysis.BranchConflict;
import com.levymaster.migrate.analysis.BranchConflicts;
import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.analysis.RevisionReplay;
import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.checksum.EditedRevision;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryPage;
import com.levymaster.migrate.store.HistoryQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Brings a database up and down its revisions.
 *
 * <pre>{@code
 * Migrator migrator = Migrator.builder(dataSource).migrations(new R1a2b3c4d_Initial()).build();
 * Report report = migrator.upgrade();
 * }</pre>
 *
 * <p>May be used by several threads; runs wait for one another through the database's lock. Each method takes one
 * connection and gives it back.
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

    /** Returns a builder of a migrator for this database. */
    public static MigratorBuilder builder(DataSource dataSource) {
        return new MigratorBuilder(dataSource);
    }

    /** The revisions of the application. */
    public RevisionGraph graph() {
        return revisions.graph();
    }

    /** Returns the settings of this migrator. */
    public MigratorSettings settings() {
        return settings;
    }

    /** Where the connections come from. */
    public DataSource dataSource() {
        return connections.dataSource();
    }

    /** The same, told otherwise. */
    public Migrator withSettings(MigratorSettings value) {
        return new Migrator(connections, revisions, value, listener, entities);
    }

    /** The same, and one more who hears what its runs do. */
    public Migrator withListener(RunListener another) {
        return new Migrator(connections, revisions, settings, listener.and(another), entities);
    }

    /**
     * Applies all that the targets need and that is not applied. With nothing to do it is one statement: no lock is
     * taken, no migration made, nothing written.
     *
     * @param targets as Alembic has them; none means {@code head}
     * @throws MigrationException when a target does not fit, a revision is refused before anything has run, or one fails
     */
    public RunReport upgrade(String... targets) {
        return run(UpgradeRequest.of(revisions.graph(), targets));
    }

    /**
     * Takes back all that stands above the target, and all that needs that.
     *
     * @throws MigrationException as {@link #upgrade} does
     */
    public RunReport downgrade(String target) {
        return run(new DowngradeRequest(revisions.graph(), target));
    }

    /** Writes revisions as applied, or as not, and runs nothing. */
    public RunReport stamp(String... targets) {
        return stamp(Arrays.asList(targets), false);
    }

    /** Forgets all rows first, unknown ones too. */
    public RunReport stampPurging(String... targets) {
        return stamp(Arrays.asList(targets), true);
    }

    /**
     * Holds the database against the application, and changes nothing: all that the targets need applied, none edited
     * since.
     *
     * @param targets none means all revisions
     * @throws PendingRevisionsException when some are not applied
     * @throws com.levymaster.migrate.checksum.EditedRevisionException when some have been edited, and {@link
     *     MigratorSettings#checksums()} is to fail
     */
    public void validate(String... targets) {
        queries().validate(targets);
    }

    /**
     * The applied revisions that say something else than when they were applied, with what differs; none where {@link
     * MigratorSettings#checksums()} are ignored. Reads only.
     */
    public List<EditedRevision> editedRevisions() {
        return queries().edited();
    }

    /**
     * Waits until another process has applied all that the targets need.
     *
     * @param targets none means all revisions
     * @throws PendingRevisionsException when that takes longer than the timeout
     */
    public void awaitUpgrade(Duration timeout, String... targets) {
        queries().await(timeout, targets);
    }

    /** What an upgrade does not settle: interrupted steps, edited revisions, invalid indexes. Reads only. */
    public List<RepairAction> previewRepair() {
        return queries().query(session -> repairer(session).preview());
    }

    /**
     * Settles it, where nothing has to be found out by a person first.
     *
     * @return what was done
     * @throws MigrationException when a repair is a {@linkplain RepairAction.Resolver#PERSON person's}; nothing was changed then
     */
    public List<RepairAction> repair() {
        return queries().query(session -> repairer(session).repair(null));
    }

    /**
     * Settles it. Writes to the history, and builds or drops invalid indexes.
     *
     * @param finding what is so of all steps that were interrupted
     * @return what was done
     */
    public List<RepairAction> repair(RepairAction.Resolution finding) {
        return queries().query(session -> repairer(session).repair(finding));
    }

    /** Whether all that the targets need is applied: one statement. */
    public boolean isUpToDate(String... targets) {
        return queries().isUpToDate(targets);
    }

    /** Where the database stands. Reads only, takes no lock, creates nothing. */
    public Status status() {
        return queries().status();
    }

    /** What ever happened, the newest first; empty where there is no history table yet. Reads only. */
    public List<HistoryEntry> history() {
        return queries().query(session -> session.events());
    }

    /** A part of it, however long it has become. Reads only. */
    public HistoryPage history(HistoryQuery query) {
        return queries().query(session -> session.events(query));
    }

    /** The ids of revisions that are not applied although a run began with them: it failed, or was cut off. Reads only. */
    public Set<String> unfinishedRevisions() {
        return queries().query(session -> session.failedOrUnfinished());
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
        return queries().query(session -> new Autogenerate(options).compare(model, session.connection()));
    }

    /** What an upgrade would run; reads only. */
    public PlanPreview previewUpgrade(String... targets) {
        return queries().preview(UpgradeRequest.of(revisions.graph(), targets));
    }

    /** What a downgrade would run; reads only. */
    public PlanPreview previewDowngrade(String target) {
        return queries().preview(new DowngradeRequest(revisions.graph(), target));
    }

    /** What the run would take away for good, counted now; reads only. Empty tables and columns are no loss. */
    public List<DataLoss> dataLosses(PlanPreview preview) {
        return queries().losses(preview);
    }

    /** What several of these revisions, or the branches below them, change each for itself. Asks no database. */
    public List<BranchConflict> conflicts(List<RevisionHeader> tips) {
        return new BranchConflicts(revisions.graph(), new RevisionReplay(revisions, settings.arguments()))
                .between(tips);
    }

    /**
     * What a database holds that has all revisions, as they themselves tell. Asks no database.
     *
     * @throws MigrationException with all of them, when steps of raw SQL may define something
     */
    public DatabaseSchema replay() {
        return new RevisionReplay(revisions, settings.arguments()).complete();
    }

    /**
     * Runs all revisions on a database that is made for it, lets somebody look at what they have made, and drops it.
     *
     * @throws MigrationException when the server makes no database, or a revision fails on it
     */
    public <T> T replayOnScratch(ScratchServer server, Function<Connection, T> look) {
        return server.lend(dataSource -> {
            ConnectionSource scratch = new ConnectionSource(dataSource);
            new Migrator(scratch, revisions, settings, new RunListener() {}, EntityComparison.NONE).upgrade("heads");
            try (Connection connection = dataSource.getConnection()) {
                return look.apply(connection);
            } catch (SQLException e) {
                throw new MigrationException(
                        "The scratch database cannot be read: " + e.getMessage(), "look at that server's log.", e);
            }
        });
    }

    /**
     * The SQL of an upgrade from one revision to another, or from base. Asks no database.
     *
     * @param range {@code from:to}, or {@code to}
     * @throws MigrationException when a revision has steps that are no SQL
     */
    public String scriptUpgrade(String range) {
        return new OfflineSqlScript(revisions, settings).upgrade(range);
    }

    /** What an upgrade of that range would run, as far as the revisions themselves tell. Asks no database. */
    public PlanPreview previewOffline(String range) {
        return new OfflineSqlScript(revisions, settings).preview(range);
    }

    /** The SQL of a downgrade {@code from:to}; as {@link #scriptUpgrade}. */
    public String scriptDowngrade(String range) {
        return new OfflineSqlScript(revisions, settings).downgrade(range);
    }

    /** The SQL of a stamp, each target as {@code from:to}, or {@code to} where nothing was. Asks no database. */
    public String scriptStamp(String... targets) {
        return new OfflineSqlScript(revisions, settings).stamp(Arrays.asList(targets));
    }

    private RunReport run(PlanRequest request) {
        return new MigrationRun(connections, revisions, settings, listener, request).execute();
    }

    private RunReport stamp(List<String> targets, boolean purge) {
        return queries().query(session -> new Stamper(session, revisions, settings).stamp(targets, purge));
    }

    private Repairer repairer(DatabaseSession session) {
        return new Repairer(session, revisions, settings);
    }

    private StatusQueries queries() {
        return new StatusQueries(connections, revisions, settings);
    }
}
