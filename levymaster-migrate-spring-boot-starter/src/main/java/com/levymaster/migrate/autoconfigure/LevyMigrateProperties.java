package com.levymaster.migrate.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
 * @param startup What happens while the application starts.
 * @param lock How nodes that start together wait for one another.
 * @param history What the history keeps.
 * @param protectedProfiles Comma-separated list of profiles with which commands that could lose data ask for confirmation.
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
        @DefaultValue Startup startup,
        @DefaultValue Lock lock,
        @DefaultValue History history,
        @DefaultValue({"prod", "production"}) List<String> protectedProfiles,
        @DefaultValue Map<String, String> arguments) {

    public LevyMigrateProperties {
        protectedProfiles = List.copyOf(protectedProfiles);
        arguments = Map.copyOf(arguments);
    }

    /** Without the password, which no log should have. */
    @Override
    public String toString() {
        return "LevyMigrateProperties[enabled=" + enabled + ", schema=" + schema + ", startup=" + startup + "]";
    }

    /**
     * What happens while the application starts.
     *
     * @param mode What is done about pending revisions.
     * @param target Comma-separated list of the revisions that the database is to have: ids, labels, or "heads" for all
     *     branches.
     * @param waitTimeout How long mode "wait" waits for another process to upgrade.
     */
    public record Startup(
            @DefaultValue("upgrade") Mode mode,
            @DefaultValue("head") List<String> target,
            @DefaultValue("5m") Duration waitTimeout) {

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
     */
    public record Lock(
            @DefaultValue("5m") Duration timeout,
            @DefaultValue("2s") Duration pollInterval,
            @Nullable Long key) {}

    /**
     * What the history keeps.
     *
     * @param sql Whether the history table keeps the SQL that ran. It may contain data of the application.
     */
    public record History(@DefaultValue("false") boolean sql) {}
}
