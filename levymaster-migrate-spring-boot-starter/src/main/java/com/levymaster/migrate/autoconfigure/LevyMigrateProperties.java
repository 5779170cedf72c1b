package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autogenerate.ComparedPart;
import com.levymaster.migrate.autogenerate.ComparisonMode;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.liquibase.LiquibaseOptions.Accepted;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.rehearse.RehearsalSettings;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.runner.BackfillSettings;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.store.AlembicTable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Configuration properties {@code levymaster.migrate.*}.
 *
 * @param enabled Whether to enable migrations.
 * @param url JDBC URL for the migrations. If not set, the application's data source is used.
 * @param user Login user of the database for the migrations, such as the owner of the tables. If no URL is set, this
 *     user logs in at the application's URL.
 * @param password Login password of the user for the migrations.
 * @param driverClassName Fully qualified name of the JDBC driver. Detected from the URL by default.
 * @param dataSource Name of the DataSource bean to migrate. By default, the only or primary one.
 * @param packages Comma-separated list of packages whose revisions belong to the database, with the packages below them, if
 *     there are several databases.
 * @param persistenceUnit Name of the persistence unit whose entities describe the database, if there are several.
 * @param databases Databases by name, if there are several. Each has every property of levymaster.migrate, and takes from there
 *     what it does not set.
 * @param role Role that a run sets when its session begins, and that owns what revisions create. By default, the login user.
 * @param initSql SQL statements that are executed when a session begins, after the role is set.
 * @param tenants Schemas of tenants, each with the same revisions.
 * @param schema Schema of the version table and the history table. By default, the first schema of the connection's
 *     search path.
 * @param versionTable Name of the version table, which has one row per applied revision.
 * @param historyTable Name of the history table, which has one row per upgrade, downgrade, stamp and failure.
 * @param checksums What to do if an applied revision was edited afterwards: warn logs it, fail refuses to upgrade,
 *     ignore does not compare checksums.
 * @param startup What to do while the application starts.
 * @param adopt Whether a start that upgrades first takes over a database that has tables and no version table: from
 *     existing, from alembic, from flyway, from liquibase, auto to find it out, or off. The application must have the
 *     adopted revisions.
 * @param alembic An application with Alembic that uses the same database.
 * @param flyway The history of Flyway, from which a database is adopted, and migrations that are read where they are.
 * @param liquibase The history of Liquibase, from which a database is adopted.
 * @param lock Lock that lets one node migrate at a time.
 * @param retry Retries of revisions and connections.
 * @param backfill When backfills run, and their pace.
 * @param rehearse Limits of rehearsals.
 * @param history Contents of the history table.
 * @param logValues Whether log lines and exception messages contain the literals of SQL, and the values that the server
 *     repeats. They may contain application data and passwords.
 * @param lint Rules for operations that are hazardous on a database in use.
 * @param protectedProfiles Comma-separated list of profiles under which commands refuse to lose data.
 * @param serverVersion Major version of PostgreSQL whose rules apply where no server is asked: in scripts, and when a revision is
 *     drafted without a database.
 * @param sourceDirectory Source directory to which commands write new revisions. By default, src/main/java in the
 *     working directory.
 * @param packageName Package to which commands write new revisions. By default, the package of the existing revisions.
 * @param onModelDrift What to do at startup if the JPA entities differ from the database: ignore does not compare them,
 *     warn logs the differences, fail refuses to start.
 * @param autogenerate Comparison of the JPA entities with the database.
 * @param sql Revisions that are SQL files.
 * @param arguments Arguments that revisions read by name with op.argument, like the option -x of the commands.
 */
@ConfigurationProperties("levymaster.migrate")
public record LevyMigrateProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String driverClassName,
        @Nullable String dataSource,
        @DefaultValue List<String> packages,
        @Nullable String persistenceUnit,
        Map<String, LevyMigrateProperties> databases,
        @Nullable String role,
        @DefaultValue List<String> initSql,
        Tenants tenants,
        @Nullable String schema,
        @DefaultValue("levymaster_version") String versionTable,
        @DefaultValue("levymaster_history") String historyTable,
        @DefaultValue("warn") ChecksumPolicy checksums,
        Startup startup,
        @DefaultValue("off") Adopt adopt,
        Alembic alembic,
        Flyway flyway,
        Liquibase liquibase,
        Lock lock,
        Retry retry,
        Backfill backfill,
        Rehearse rehearse,
        History history,
        @DefaultValue("false") boolean logValues,
        Lint lint,
        @DefaultValue({"prod", "production"}) List<String> protectedProfiles,
        @DefaultValue("18") int serverVersion,
        @Nullable String sourceDirectory,
        @Name("package") @Nullable String packageName,
        @DefaultValue("ignore") ModelDrift onModelDrift,
        Autogenerate autogenerate,
        Sql sql,
        Map<String, String> arguments) {

    /**
     * Replaces null groups by their defaults. Boot passes null if no property of a group is set, which saves binding
     * time.
     */
    public LevyMigrateProperties {
        startup = startup == null ? Startup.DEFAULT : startup;
        alembic = alembic == null ? Alembic.DEFAULT : alembic;
        flyway = flyway == null ? Flyway.DEFAULT : flyway;
        liquibase = liquibase == null ? Liquibase.DEFAULT : liquibase;
        lock = lock == null ? Lock.DEFAULT : lock;
        retry = retry == null ? Retry.DEFAULT : retry;
        backfill = backfill == null ? Backfill.DEFAULT : backfill;
        rehearse = rehearse == null ? Rehearse.DEFAULT : rehearse;
        history = history == null ? History.DEFAULT : history;
        lint = lint == null ? Lint.DEFAULT : lint;
        autogenerate = autogenerate == null ? Autogenerate.DEFAULT : autogenerate;
        sql = sql == null ? Sql.DEFAULT : sql;
        packages = List.copyOf(packages);
        initSql = List.copyOf(initSql);
        tenants = tenants == null ? Tenants.DEFAULT : tenants;
        databases = databases == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(databases));
        protectedProfiles = List.copyOf(protectedProfiles);
        arguments = arguments == null ? Map.of() : Map.copyOf(arguments);
    }

    /** Returns a text without the password. */
    @Override
    public String toString() {
        return "LevyMigrateProperties[enabled=" + enabled + ", schema=" + schema + ", startup=" + startup + "]";
    }

    /**
     * What to do while the application starts.
     *
     * @param mode What to do about pending revisions: upgrade applies them, validate refuses to start, wait waits until
     *     another process has applied them, none does not access the database.
     * @param target Comma-separated list of target revisions: ids, labels, "head", or "heads" for all branches.
     * @param modules Comma-separated list of modules: their revisions, and those that these depend on, instead of the target.
     * @param waitTimeout Maximum time that mode "wait" waits for another process to upgrade.
     * @param phase Which phases a start runs: expand leaves contract revisions to `db upgrade --phase contract`, contract runs
     *     them too, unless an instance of an older build is connected.
     * @param onFailure What to do about a database that cannot be migrated: stop ends the start, continue logs the failure, goes
     *     on with the other databases and starts the application.
     */
    public record Startup(
            @DefaultValue("upgrade") Mode mode,
            @DefaultValue("head") List<String> target,
            @DefaultValue List<String> modules,
            @DefaultValue("5m") Duration waitTimeout,
            @DefaultValue("expand") Phase phase,
            @DefaultValue("stop") OnFailure onFailure) {

        static final Startup DEFAULT = new Startup(
                Mode.UPGRADE, List.of("head"), List.of(), Duration.ofMinutes(5), Phase.EXPAND, OnFailure.STOP);

        /** Copies the list. */
        public Startup {
            target = List.copyOf(target);
            modules = List.copyOf(modules);
        }

        /** The heads of the modules, or the target if there are none. */
        String[] targets() {
            return modules.isEmpty()
                    ? target.toArray(String[]::new)
                    : modules.stream().map(module -> module + "@head").toArray(String[]::new);
        }
    }

    /**
     * Schemas of tenants, each with the same revisions. The names come from the list, the query, or a TenantSource bean.
     *
     * @param names Comma-separated list of the tenants, which are the names of their schemas.
     * @param query SQL query that returns the names of the tenants.
     * @param source Name of the TenantSource bean, if there are several.
     * @param connections Most connections at a time, each of which migrates one tenant.
     * @param continueAfterFailure Whether the other tenants are migrated if one fails.
     * @param createSchemas Whether the missing schema of a tenant is created.
     * @param sharedSchemas Comma-separated list of schemas that follow the tenant's on the search path, such as those of
     *     extensions. A table that the tenant lacks is looked up there.
     */
    public record Tenants(
            @DefaultValue List<String> names,
            @Nullable String query,
            @Nullable String source,
            @DefaultValue("4") int connections,
            @DefaultValue("true") boolean continueAfterFailure,
            @DefaultValue("false") boolean createSchemas,
            @DefaultValue List<String> sharedSchemas) {

        static final Tenants DEFAULT = new Tenants(List.of(), null, null, 4, true, false, List.of());

        /** Copies the lists. */
        public Tenants {
            names = List.copyOf(names);
            sharedSchemas = List.copyOf(sharedSchemas);
        }
    }

    /** What to do about a database that cannot be migrated while the application starts. */
    public enum OnFailure {

        /** End the start. */
        STOP,

        /** Log the failure, and start the application. */
        CONTINUE
    }

    /** From what an existing database is adopted. */
    public enum Adopt {

        /** It is not adopted. */
        OFF,

        /** From the database itself. */
        EXISTING,

        /** From the table of Alembic. */
        ALEMBIC,

        /** From the history of Flyway. */
        FLYWAY,

        /** From the history of Liquibase. */
        LIQUIBASE,

        /** It is found out. */
        AUTO
    }

    /**
     * Revisions, repeatables and callbacks that are SQL files.
     *
     * @param locations Comma-separated list of locations of revisions, on the class path or with "file:". Folders below them
     *     are included.
     * @param repeatables Comma-separated list of locations of repeatables: SQL that is applied after the revisions whenever
     *     it changes.
     * @param callbacks Comma-separated list of locations of callbacks: SQL that runs before and after runs and revisions, and
     *     after a failure.
     * @param given Comma-separated list of locations of rows that "db verify" inserts, each file named after a revision.
     * @param placeholders Values that replace ${name} in the files, by name.
     */
    public record Sql(
            @DefaultValue("classpath:db/revisions") List<String> locations,
            @DefaultValue("classpath:db/repeatables") List<String> repeatables,
            @DefaultValue("classpath:db/callbacks") List<String> callbacks,
            @DefaultValue("classpath:db/given") List<String> given,
            Map<String, String> placeholders) {

        static final Sql DEFAULT = new Sql(
                List.of("classpath:db/revisions"),
                List.of("classpath:db/repeatables"),
                List.of("classpath:db/callbacks"),
                List.of("classpath:db/given"),
                Map.of());

        /** Copies the lists and the map. */
        public Sql {
            locations = List.copyOf(locations);
            repeatables = List.copyOf(repeatables);
            callbacks = List.copyOf(callbacks);
            given = List.copyOf(given);
            placeholders = placeholders == null ? Map.of() : Map.copyOf(placeholders);
        }
    }

    /**
     * Flyway: the history from which a database is adopted, and migrations that are read where they are.
     *
     * @param locations Comma-separated list of locations of Flyway's migrations that are revisions where they are, without
     *     being copied: classpath:db/migration. By default, none. How they are named and written is what spring.flyway.* says.
     * @param table Name of the history table of Flyway, with or without its schema. By default, the only one of the database.
     */
    public record Flyway(
            @DefaultValue List<String> locations, @Nullable String table) {

        static final Flyway DEFAULT = new Flyway(List.of(), null);

        /** Copies the list. */
        public Flyway {
            locations = List.copyOf(locations);
        }
    }

    /**
     * The history of Liquibase, from which a database is adopted.
     *
     * @param table Name of the history table of Liquibase, with or without its schema. By default, the only one of the database.
     * @param accept Comma-separated list of what may become something else than it is for Liquibase: preconditions,
     *     run-always, fail-on-error, custom, literals, edited, missing. A start only obeys missing: change sets that were run, and are no
     *     revision, are left out.
     */
    public record Liquibase(
            @Nullable String table, @DefaultValue List<Accepted> accept) {

        static final Liquibase DEFAULT = new Liquibase(null, List.of());
    }

    /**
     * An application with Alembic that uses the same database.
     *
     * @param keepVersion Whether the version table of Alembic is kept in step with that of this library, in the same
     *     transactions.
     * @param versionTable Name of the version table of Alembic.
     * @param versionTableSchema Schema of the version table of Alembic. By default, that of the version table of this library.
     * @param heads Comma-separated list of the heads of the revisions that Alembic has files of. Later revisions are not written to
     *     its table, because it would not find them. By default, it has all.
     */
    public record Alembic(
            @DefaultValue("false") boolean keepVersion,
            @DefaultValue("alembic_version") String versionTable,
            @Nullable String versionTableSchema,
            @DefaultValue List<String> heads) {

        static final Alembic DEFAULT = new Alembic(false, "alembic_version", null, List.of());

        /** Copies the list. */
        public Alembic {
            heads = List.copyOf(heads);
        }

        @Nullable
        AlembicTable table() {
            return keepVersion ? new AlembicTable(versionTableSchema, versionTable, heads) : null;
        }
    }

    /** What to do about pending revisions while the application starts. */
    public enum Mode {

        /** Apply them. */
        UPGRADE,

        /** Refuse to start. */
        VALIDATE,

        /** Wait until another process has applied them. */
        WAIT,

        /** Do not access the database. */
        NONE
    }

    /**
     * Lock that lets one node migrate at a time.
     *
     * @param timeout Maximum time to wait for the lock while another node migrates.
     * @param pollInterval Maximum pause between two attempts to acquire the lock.
     * @param key Key of the PostgreSQL advisory lock. By default, derived from the name of the version table.
     * @param mode Scope of the advisory lock: session, or transaction for connections through a transaction pooler such
     *     as PgBouncer.
     */
    public record Lock(
            @DefaultValue("5m") Duration timeout,
            @DefaultValue("2s") Duration pollInterval,
            @Nullable Long key,
            @DefaultValue("session") LockSettings.Mode mode) {

        static final Lock DEFAULT = of(LockSettings.DEFAULT);

        private static Lock of(LockSettings core) {
            return new Lock(core.timeout(), core.pollInterval(), core.key(), core.mode());
        }
    }

    /**
     * Retries of revisions and connections. A revision that fails with a lock timeout, a deadlock or a serialization
     * failure is rolled back and run again.
     *
     * @param totalTimeout Maximum time for all attempts to run one revision, pauses included. Zero disables retries.
     * @param lockTimeout lock_timeout of the first attempt: how long a statement waits for a table lock. Doubles with
     *     each attempt. Zero for no limit.
     * @param maxLockTimeout Maximum lock_timeout of later attempts.
     * @param initialBackoff Pause before the second attempt. Doubles with each attempt.
     * @param maxBackoff Maximum pause between two attempts.
     * @param startingTimeout Maximum time to wait for a server that is starting up or has no free connection.
     * @param unreachableTimeout Maximum time to wait for a server that cannot be reached. Zero fails at once.
     */
    public record Retry(
            @DefaultValue("10m") Duration totalTimeout,
            @DefaultValue("1s") Duration lockTimeout,
            @DefaultValue("5s") Duration maxLockTimeout,
            @DefaultValue("500ms") Duration initialBackoff,
            @DefaultValue("30s") Duration maxBackoff,
            @DefaultValue("30s") Duration startingTimeout,
            @DefaultValue("0s") Duration unreachableTimeout) {

        static final Retry DEFAULT = of(RetrySettings.DEFAULT);

        private static Retry of(RetrySettings core) {
            return new Retry(
                    core.totalTimeout(),
                    core.lockTimeout(),
                    core.maxLockTimeout(),
                    core.initialBackoff(),
                    core.maxBackoff(),
                    core.startingTimeout(),
                    core.unreachableTimeout());
        }
    }

    /**
     * Backfills. Beans of type BackfillGate are asked before each batch as well.
     *
     * @param mode Whether a start waits for backfills: start runs them as all revisions, background starts the application
     *     without the revisions with backfills and those that need them, and runs them in a thread.
     * @param pause Pause after each batch that has changed rows.
     * @param maxReplicationLag How far replicas may lag behind before a batch begins. By default, they are not asked.
     * @param maxWait Maximum time to wait for replicas and gates before the run stops.
     */
    public record Backfill(
            @DefaultValue("start") BackfillMode mode,
            @DefaultValue("0s") Duration pause,
            @Nullable Duration maxReplicationLag,
            @DefaultValue("10m") Duration maxWait) {

        static final Backfill DEFAULT = of(BackfillSettings.DEFAULT);

        private static Backfill of(BackfillSettings core) {
            return new Backfill(BackfillMode.START, core.pause(), core.maxReplicationLag(), core.maxWait());
        }
    }

    /** When the backfills of pending revisions run. */
    public enum BackfillMode {
        /** While the application starts, as all revisions. */
        START,
        /** In a thread, once the application has started. */
        BACKGROUND
    }

    /**
     * Limits of rehearsals, which run in a transaction that is rolled back.
     *
     * @param lockTimeout How long a statement of a rehearsal waits for a lock.
     * @param statementTimeout How long a statement of a rehearsal may take.
     * @param totalTimeout How long a rehearsal may take, since it holds its locks until it ends.
     * @param maxLock How long a revision may hold a lock for which readers or writers wait; longer is exit code 1. By
     *     default, any time.
     * @param java Whether a rehearsal runs steps in Java, too: what they do outside of the database is not rolled back.
     */
    public record Rehearse(
            @DefaultValue("500ms") Duration lockTimeout,
            @DefaultValue("10s") Duration statementTimeout,
            @DefaultValue("30s") Duration totalTimeout,
            @Nullable Duration maxLock,
            @DefaultValue("false") boolean java) {

        static final Rehearse DEFAULT = of(RehearsalSettings.DEFAULT);

        private static Rehearse of(RehearsalSettings core) {
            return new Rehearse(
                    core.lockTimeout(), core.statementTimeout(), core.totalTimeout(), core.maxLock(), core.java());
        }
    }

    /**
     * Contents of the history table.
     *
     * @param sql Whether to store the executed SQL and the literals of operations in the history table. They may contain
     *     application data and passwords.
     */
    public record History(@DefaultValue("false") boolean sql) {

        static final History DEFAULT = new History(false);
    }

    /**
     * Rules for operations that are hazardous on a database in use. By default, findings are logged and the operations
     * run.
     *
     * @param ignore Comma-separated list of rules whose findings are not reported, such as foreign-key-without-index.
     * @param refuse Comma-separated list of rules that refuse an upgrade if a pending revision violates one of them.
     */
    public record Lint(
            @DefaultValue Set<String> ignore, @DefaultValue Set<String> refuse) {

        static final Lint DEFAULT = new Lint(Set.of(), Set.of());

        /** Copies the sets. */
        public Lint {
            ignore = Set.copyOf(ignore);
            refuse = Set.copyOf(refuse);
        }
    }

    /** What to do at startup if the JPA entities differ from the database. */
    public enum ModelDrift {

        /** Do not compare them. */
        IGNORE,

        /** Log the differences. */
        WARN,

        /** Refuse to start. */
        FAIL
    }

    /**
     * Comparison of the JPA entities with the database.
     *
     * @param include Comma-separated list of patterns of the tables to compare, such as "crm.*" or "tax_*". By default,
     *     all tables.
     * @param exclude Comma-separated list of patterns of the tables, sequences and types to exclude from the
     *     comparison.
     * @param strict Whether parts of mapped tables that the mapping does not state and no revision made, such as
     *     indexes, defaults and lengths, are compared too. By default, they are kept.
     * @param compare When parts of a kind are compared: if they are stated, always, or never. Kinds are column, index,
     *     primary-key, foreign-key, foreign-key-option, unique, check, exclusion, allowed-values, size, not-null,
     *     default, identity, collation, comment and sequence-start.
     * @param tryDrafts Whether "db migrate" tries a draft before it writes it, in a transaction that is rolled back.
     * @param writtenDowngrade Whether the downgrade of a revision that only creates objects is written out, instead of
     *     op.undo(this::upgrade).
     * @param safe Whether changes of tables that were there before are drafted in their safe forms, op.safely(…), which
     *     keep no reader or writer waiting for longer than a moment.
     * @param phased Whether drops, renames, changes of type and not null are drafted as a contract revision of their own, after one
     *     that prepares them beside the previous build.
     * @param naming Name templates for constraints and indexes that the mapping does not name.
     * @param scratch Server on which commands with --no-database run the revisions.
     */
    public record Autogenerate(
            @DefaultValue List<String> include,
            @DefaultValue List<String> exclude,
            @DefaultValue("false") boolean strict,
            Map<ComparedPart, ComparisonMode> compare,
            @DefaultValue("true") boolean tryDrafts,
            @DefaultValue("false") boolean writtenDowngrade,
            @DefaultValue("false") boolean safe,
            @DefaultValue("false") boolean phased,
            Naming naming,
            @Nullable Scratch scratch) {

        static final Autogenerate DEFAULT = new Autogenerate(
                List.of(), List.of(), false, Map.of(), true, false, false, false, Naming.DEFAULT, null);

        /** Copies the collections and replaces null by the default. */
        public Autogenerate {
            naming = naming == null ? Naming.DEFAULT : naming;
            compare = compare == null ? Map.of() : Map.copyOf(compare);
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }

    /**
     * Server on which commands with --no-database create a temporary database, and drop it again.
     *
     * @param url JDBC URL of any database of the server on which commands with --no-database run the revisions.
     * @param user Login user of that server. Needs the privilege to create databases.
     * @param password Login password of that user.
     */
    public record Scratch(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password) {

        /** Returns a text without the password. */
        @Override
        public String toString() {
            return "Scratch[user=" + user + "]";
        }
    }

    /**
     * Name templates for constraints and indexes that the mapping does not name.
     *
     * @param primaryKey Name template for primary keys.
     * @param foreignKey Name template for foreign keys. {referenced} is the referenced table.
     * @param unique Name template for unique constraints.
     * @param index Name template for indexes.
     * @param check Name template for check constraints.
     */
    public record Naming(
            @DefaultValue("pk_{table}") String primaryKey,

            @DefaultValue("fk_{table}_{columns}_{referenced}")
            String foreignKey,

            @DefaultValue("uq_{table}_{columns}") String unique,
            @DefaultValue("ix_{table}_{columns}") String index,
            @DefaultValue("ck_{table}_{columns}") String check) {

        static final Naming DEFAULT = of(NamingConvention.DEFAULT);

        private static Naming of(NamingConvention core) {
            return new Naming(core.primaryKey(), core.foreignKey(), core.unique(), core.index(), core.check());
        }
    }
}
