package com.levymaster.migrate.command;

import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.runner.ChecksumPolicy;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.script.Arguments;
import com.levymaster.migrate.store.TableNames;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Migrator} can be told.
 *
 * @param tables where our own rows are kept
 * @param arguments for the revisions that run
 * @param historySql whether the history keeps the SQL that ran
 * @param retry when something that fails is tried again
 * @param checksums what to do about applied revisions that have been edited
 * @param lint what is done about steps that can hurt
 * @param application name of the application, for the history
 */
public record Settings(
        TableNames tables,
        LockSettings lock,
        Arguments arguments,
        boolean historySql,
        RetrySettings retry,
        ChecksumPolicy checksums,
        LintSettings lint,
        @Nullable String application,
        @Nullable String applicationVersion) {

    public static final Settings DEFAULT =
            new Settings(TableNames.DEFAULT, LockSettings.DEFAULT, Arguments.NONE, false, null, null);

    /** With default retries, and a warning about edited revisions. */
    public Settings(
            TableNames tables,
            LockSettings lock,
            Arguments arguments,
            boolean historySql,
            @Nullable String application,
            @Nullable String applicationVersion) {
        this(
                tables,
                lock,
                arguments,
                historySql,
                RetrySettings.DEFAULT,
                ChecksumPolicy.WARN,
                LintSettings.DEFAULT,
                application,
                applicationVersion);
    }

    public Settings withTables(TableNames value) {
        return new Settings(
                value, lock, arguments, historySql, retry, checksums, lint, application, applicationVersion);
    }

    public Settings withLock(LockSettings value) {
        return new Settings(
                tables, value, arguments, historySql, retry, checksums, lint, application, applicationVersion);
    }

    public Settings withArguments(Arguments value) {
        return new Settings(tables, lock, value, historySql, retry, checksums, lint, application, applicationVersion);
    }

    public Settings withHistorySql(boolean value) {
        return new Settings(tables, lock, arguments, value, retry, checksums, lint, application, applicationVersion);
    }

    public Settings withApplication(@Nullable String name, @Nullable String version) {
        return new Settings(tables, lock, arguments, historySql, retry, checksums, lint, name, version);
    }

    public Settings withRetry(RetrySettings value) {
        return new Settings(
                tables, lock, arguments, historySql, value, checksums, lint, application, applicationVersion);
    }

    public Settings withChecksums(ChecksumPolicy value) {
        return new Settings(tables, lock, arguments, historySql, retry, value, lint, application, applicationVersion);
    }

    public Settings withLint(LintSettings value) {
        return new Settings(
                tables, lock, arguments, historySql, retry, checksums, value, application, applicationVersion);
    }
}
