package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.ToolTables;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.runner.BackfillSettings;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.TableNames;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link Migrator}.
 *
 * @param tables names of the version and history tables
 * @param arguments passed to the revisions
 * @param historySql whether the history records the executed SQL, and operations with the literals of SQL
 * @param logValues whether messages and log lines contain the literals of SQL and the values that the server repeats
 * @param retry when failed statements and connections are retried
 * @param checksums how to treat applied revisions that were edited
 * @param lint how to treat hazardous steps
 * @param backfill how backfills are paced
 * @param session how the session of a connection begins
 * @param tenants how the schemas of tenants are migrated
 * @param application name of the application, recorded in the history
 * @param database name of the database in log lines, if the application has several; {@code null} if it has one
 * @param serverVersion the major version of PostgreSQL whose rules apply where no server can be asked: in scripts, and when a
 *     revision is drafted without a database
 * @param tools the tables in which other tools record what they have run
 * @param contract what upgrades do with contract revisions
 */
public record MigratorSettings(
        TableNames tables,
        LockSettings lock,
        RunArguments arguments,
        boolean historySql,
        boolean logValues,
        RetrySettings retry,
        ChecksumPolicy checksums,
        LintSettings lint,
        BackfillSettings backfill,
        RunSession session,
        TenantSettings tenants,
        @Nullable String application,
        @Nullable String applicationVersion,
        @Nullable String database,
        int serverVersion,
        ToolTables tools,
        ContractPolicy contract) {

    /** The defaults: version tables in the default schema, a session lock, no arguments, no SQL in the history. */
    public static final MigratorSettings DEFAULT =
            new MigratorSettings(TableNames.DEFAULT, LockSettings.DEFAULT, RunArguments.NONE, false, null, null);

    /** With default retries, and a warning about edited revisions. */
    public MigratorSettings(
            TableNames tables,
            LockSettings lock,
            RunArguments arguments,
            boolean historySql,
            @Nullable String application,
            @Nullable String applicationVersion) {
        this(
                tables,
                lock,
                arguments,
                historySql,
                false,
                RetrySettings.DEFAULT,
                ChecksumPolicy.WARN,
                LintSettings.DEFAULT,
                BackfillSettings.DEFAULT,
                RunSession.DEFAULT,
                TenantSettings.DEFAULT,
                application,
                applicationVersion,
                null,
                DatabaseSchema.NEWEST_SERVER,
                ToolTables.NONE,
                ContractPolicy.WAIT);
    }

    /** Returns a copy with these version and history tables. */
    public MigratorSettings withTables(TableNames value) {
        Copy copy = new Copy(this);
        copy.tables = value;
        return copy.settings();
    }

    /** Returns a copy with these lock settings. */
    public MigratorSettings withLock(LockSettings value) {
        Copy copy = new Copy(this);
        copy.lock = value;
        return copy.settings();
    }

    /** Returns a copy with these arguments for the revisions. */
    public MigratorSettings withArguments(RunArguments value) {
        Copy copy = new Copy(this);
        copy.arguments = value;
        return copy.settings();
    }

    /** Returns a copy whose history stores the SQL of each revision, or does not. */
    public MigratorSettings withHistorySql(boolean value) {
        Copy copy = new Copy(this);
        copy.historySql = value;
        return copy.settings();
    }

    /** Returns a copy whose messages and log lines contain literals, or do not. */
    public MigratorSettings withLogValues(boolean value) {
        Copy copy = new Copy(this);
        copy.logValues = value;
        return copy.settings();
    }

    /** Returns a copy with the name and version of the application, which the history records. */
    public MigratorSettings withApplication(@Nullable String name, @Nullable String version) {
        Copy copy = new Copy(this);
        copy.application = name;
        copy.applicationVersion = version;
        return copy.settings();
    }

    /** Returns a copy with these retry settings. */
    public MigratorSettings withRetry(RetrySettings value) {
        Copy copy = new Copy(this);
        copy.retry = value;
        return copy.settings();
    }

    /** Returns a copy with this policy for edited revisions. */
    public MigratorSettings withChecksums(ChecksumPolicy value) {
        Copy copy = new Copy(this);
        copy.checksums = value;
        return copy.settings();
    }

    /** Returns a copy with these lint settings. */
    public MigratorSettings withLint(LintSettings value) {
        Copy copy = new Copy(this);
        copy.lint = value;
        return copy.settings();
    }

    /** Returns a copy with these settings of backfills. */
    public MigratorSettings withBackfill(BackfillSettings value) {
        Copy copy = new Copy(this);
        copy.backfill = value;
        return copy.settings();
    }

    /** Returns a copy whose sessions begin like this. */
    public MigratorSettings withSession(RunSession value) {
        Copy copy = new Copy(this);
        copy.session = value;
        return copy.settings();
    }

    /** Returns a copy with these settings for tenants. */
    public MigratorSettings withTenants(TenantSettings value) {
        Copy copy = new Copy(this);
        copy.tenants = value;
        return copy.settings();
    }

    /** Returns a copy whose log lines name the database. */
    public MigratorSettings withDatabase(@Nullable String value) {
        Copy copy = new Copy(this);
        copy.database = value;
        return copy.settings();
    }

    /** Returns a copy for scripts that a server of this major version runs. */
    public MigratorSettings withServerVersion(int value) {
        Copy copy = new Copy(this);
        copy.serverVersion = value;
        return copy.settings();
    }

    /** Returns a copy with the history tables of other tools. */
    public MigratorSettings withTools(ToolTables value) {
        Copy copy = new Copy(this);
        copy.tools = value;
        return copy.settings();
    }

    /** Returns a copy whose upgrades treat contract revisions in this way. */
    public MigratorSettings withContract(ContractPolicy value) {
        Copy copy = new Copy(this);
        copy.contract = value;
        return copy.settings();
    }

    /** What a method changes one value of. */
    private static final class Copy {

        private TableNames tables;
        private LockSettings lock;
        private RunArguments arguments;
        private boolean historySql;
        private boolean logValues;
        private RetrySettings retry;
        private ChecksumPolicy checksums;
        private LintSettings lint;
        private BackfillSettings backfill;
        private RunSession session;
        private TenantSettings tenants;
        private @Nullable String application;
        private @Nullable String applicationVersion;
        private @Nullable String database;
        private int serverVersion;
        private ToolTables tools;
        private ContractPolicy contract;

        Copy(MigratorSettings from) {
            tables = from.tables;
            lock = from.lock;
            arguments = from.arguments;
            historySql = from.historySql;
            logValues = from.logValues;
            retry = from.retry;
            checksums = from.checksums;
            lint = from.lint;
            backfill = from.backfill;
            session = from.session;
            tenants = from.tenants;
            application = from.application;
            applicationVersion = from.applicationVersion;
            database = from.database;
            serverVersion = from.serverVersion;
            tools = from.tools;
            contract = from.contract;
        }

        MigratorSettings settings() {
            return new MigratorSettings(
                    tables,
                    lock,
                    arguments,
                    historySql,
                    logValues,
                    retry,
                    checksums,
                    lint,
                    backfill,
                    session,
                    tenants,
                    application,
                    applicationVersion,
                    database,
                    serverVersion,
                    tools,
                    contract);
        }
    }
}
