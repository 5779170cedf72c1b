package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.schema.NamingConvention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What {@code levymaster.migrate.*} says.
 *
 * @param enabled Whether migrations are set up at all.
 * @param url JDBC URL for the migrations. If not set, the application's data source is used.
 * @param user Login user of the database for the migrations, such as the owner of the tables. With no URL of its own, it
 *     logs in at the application's URL.
 * @param password Login password of that user.
 * @param driverClassName Fully qualified name of the JDBC driver. Auto-detected based on the URL by default.
 * @param schema Schema of the version table and the history table. If not set, the first of the connection's search path.
 * @param versionTable Name of the table that has one row for each applied revision.
 * @param historyTable Name of the table that has one row for each upgrade, downgrade, stamp and failure.
 * @param checksums What is done about applied revisions that have been edited since: warn, fail, or ignore.
 * @param startup What happens while the application starts.
 * @param lock How nodes that start together wait for one another.
 * @param retry When something that fails is tried again.
 * @param history What the history keeps.
 * @param lint What is done about steps that can hurt a database in use.
 * @param protectedProfiles Comma-separated list of profiles with which commands that could lose data are refused.
 * @param sourceDirectory Directory of the Java sources to which commands write new revisions. By default, src/main/java of
 *     the working directory.
 * @param packageName Package of the application's revisions. By default, the one of the revisions that are there.
 * @param onModelDrift What is done at start when the entities want another database than there is: ignore does not look,
 *     warn logs it, fail refuses to start.
 * @param autogenerate What commands and checks that compare the entities with the database look at, and how they name.
 * @param arguments Arguments for the revisions that run, by name, as with the option -x of the commands.
 */
@ConfigurationProperties("levymaster.migrate")
public record LevyMigrateProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String driverClassName,
        @Nullable String schema,
        @DefaultValue("levymaster_version") String versionTable,
        @DefaultValue("levymaster_history") String historyTable,
        @DefaultValue("warn") ChecksumPolicy checksums,
        Startup startup,
        Lock lock,
        Retry retry,
        History history,
        Lint lint,
        @DefaultValue({"prod", "production"}) List<String> protectedProfiles,
        @Nullable String sourceDirectory,
        @Name("package") @Nullable String packageName,
        @DefaultValue("ignore") ModelDrift onModelDrift,
        Autogenerate autogenerate,
        Map<String, String> arguments) {

    /** Boot hands in null where no property of a group is set: binding all defaults would be most of a start's cost. */
    public LevyMigrateProperties {
        startup = startup == null ? Startup.DEFAULT : startup;
        lock = lock == null ? Lock.DEFAULT : lock;
        retry = retry == null ? Retry.DEFAULT : retry;
        history = history == null ? History.DEFAULT : history;
        lint = lint == null ? Lint.DEFAULT : lint;
        autogenerate = autogenerate == null ? Autogenerate.DEFAULT : autogenerate;
        protectedProfiles = List.copyOf(protectedProfiles);
        arguments = arguments == null ? Map.of() : Map.copyOf(arguments);
    }

    /** Without the password, which no log should have. */
    @Override
    public String toString() {
        return "LevyMigrateProperties[enabled=" + enabled + ", schema=" + schema + ", startup=" + startup + "]";
    }

    /**
     * What happens while the application starts.
     *
     * @param mode What is done about pending revisions: upgrade runs them, validate refuses to start, wait waits until
     *     another process has run them, none does not ask the database.
     * @param target Comma-separated list of the revisions that the database is to have: ids, labels, or "heads" for all
     *     branches.
     * @param waitTimeout How long mode "wait" waits for another process to upgrade.
     */
    public record Startup(
            @DefaultValue("upgrade") Mode mode,
            @DefaultValue("head") List<String> target,
            @DefaultValue("5m") Duration waitTimeout) {

        static final Startup DEFAULT = new Startup(Mode.UPGRADE, List.of("head"), Duration.ofMinutes(5));

        public Startup {
            target = List.copyOf(target);
        }
    }

    /** What is done about pending revisions while the application starts. */
    public enum Mode {

        /** Run them. */
        UPGRADE,

        /** Refuse to start. */
        VALIDATE,

        /** Wait until another process has run them. */
        WAIT,

        /** Nothing; the database is not asked. */
        NONE
    }

    /**
     * How nodes that start together wait for one another.
     *
     * @param timeout How long to wait for another node that migrates.
     * @param pollInterval Longest pause between two tries to get the lock.
     * @param key Key of PostgreSQL's advisory lock. Derived from the name of the version table by default.
     * @param mode What the lock belongs to: the session, or each transaction, for connections through a pooler that hands
     *     transactions to different sessions.
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
     * When something that fails is tried again. A revision that ran into a lock timeout, a deadlock or a serialization
     * failure is rolled back and runs again.
     *
     * @param totalTimeout How long one revision is tried, pauses included. Zero to fail at once.
     * @param lockTimeout How long a statement waits for the lock on a table the first time. Zero for no limit.
     * @param maxLockTimeout What the lock timeout grows to.
     * @param initialBackoff Pause before the second try; doubles with each.
     * @param maxBackoff What the pause grows to.
     * @param startingTimeout How long to wait for a server that is starting, or has no connection to spare.
     * @param unreachableTimeout How long to wait for a server that does not answer at all.
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
     * What the history keeps.
     *
     * @param sql Whether the history table keeps the SQL that ran. It may contain data of the application.
     */
    public record History(@DefaultValue("false") boolean sql) {

        static final History DEFAULT = new History(false);
    }

    /**
     * What is done about steps that can hurt a database in use. They are warned of; unless said otherwise, they run.
     *
     * @param ignore Comma-separated list of rules that nobody is told of, such as foreign-key-without-index.
     * @param refuse Comma-separated list of rules: nothing runs while a pending revision breaks one.
     */
    public record Lint(
            @DefaultValue Set<Rule> ignore, @DefaultValue Set<Rule> refuse) {

        static final Lint DEFAULT = new Lint(Set.of(), Set.of());

        public Lint {
            ignore = Set.copyOf(ignore);
            refuse = Set.copyOf(refuse);
        }
    }

    /** What is done at start when the entities want another database than there is. */
    public enum ModelDrift {

        /** It is not looked for. */
        IGNORE,

        /** It is logged. */
        WARN,

        /** The application does not start. */
        FAIL
    }

    /**
     * What commands and checks that compare the entities with the database look at, and how they name what has no name.
     *
     * @param include Comma-separated list of patterns of the tables to look at, such as "crm.*" or "tax_*". Everything, if
     *     not set.
     * @param exclude Comma-separated list of patterns of the tables, sequences and types to leave alone.
     * @param naming Names of constraints and indexes for which the mapping has none.
     * @param scratch Where revisions run for commands with --no-database.
     */
    public record Autogenerate(
            @DefaultValue List<String> include,
            @DefaultValue List<String> exclude,
            Naming naming,
            @Nullable Scratch scratch) {

        static final Autogenerate DEFAULT = new Autogenerate(List.of(), List.of(), Naming.DEFAULT, null);

        public Autogenerate {
            naming = naming == null ? Naming.DEFAULT : naming;
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }

    /**
     * A server on which a database is made, and dropped again, for commands with --no-database.
     *
     * @param url JDBC URL of any database there.
     * @param user Who may create databases there.
     * @param password Password of that user.
     */
    public record Scratch(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password) {

        /** Without the password, which no log should have. */
        @Override
        public String toString() {
            return "Scratch[user=" + user + "]";
        }
    }

    /**
     * Names of constraints and indexes for which the mapping has none.
     *
     * @param primaryKey Name of a primary key.
     * @param foreignKey Name of a foreign key; {referenced} is the table that it refers to.
     * @param unique Name of a unique constraint.
     * @param index Name of an index.
     * @param check Name of a check constraint.
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
