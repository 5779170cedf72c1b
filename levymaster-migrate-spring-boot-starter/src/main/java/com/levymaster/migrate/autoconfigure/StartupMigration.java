package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Adopt;
import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Mode;
import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.OnFailure;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.error.CommandName;
import com.levymaster.migrate.error.MigrationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;

/** Migrates while the application starts, and names the database in a failure if there are several. */
final class StartupMigration {

    private static final Log log = LogFactory.getLog(LevyMigrateInitializer.class);

    private final ListableBeanFactory beans;
    private final LevyMigrateProperties properties;
    private final Databases databases;
    private final Environment environment;
    private boolean checked;

    StartupMigration(
            ListableBeanFactory beans, LevyMigrateProperties properties, Databases databases, Environment environment) {
        this.beans = beans;
        this.properties = properties;
        this.databases = databases;
        this.environment = environment;
    }

    /** Migrates the databases that are not configured by name. */
    void runUnnamed() {
        if (properties.enabled()) {
            OtherToolsCheck.warn(beans);
            migrators().forEach((name, migrator) -> {
                if (databases.properties(name) == null) {
                    run(migrator.settings().database(), migrator);
                }
            });
        }
    }

    /**
     * Migrates one database.
     *
     * @param name {@code null} for the only one
     * @throws MigrationException if it fails, unless the properties say that the start continues
     */
    void run(@Nullable String name, Migrator migrator) {
        LevyMigrateProperties configured = name == null ? null : databases.properties(name);
        LevyMigrateProperties own = configured == null ? properties : configured;
        // Checked again, because ahead-of-time processing evaluates the condition when the application is built.
        if (!own.enabled()) {
            return;
        }
        check();
        try {
            new PoolWarnings(beans.getBeanProvider(LoggingSystem.class).getIfAvailable())
                    .suppressedWhile(() -> migrate(migrator, own));
        } catch (MigrationException e) {
            MigrationException named = name == null ? e : named(name, configured != null, e);
            if (own.startup().onFailure() == OnFailure.STOP) {
                throw named;
            }
            log.error("The application starts although its database cannot be migrated: " + named.getMessage(), e);
        }
    }

    private void migrate(Migrator migrator, LevyMigrateProperties own) {
        LevyMigrateStrategy custom =
                beans.getBeanProvider(LevyMigrateStrategy.class).getIfAvailable();
        TenantMigrator tenants = ConfiguredTenants.of(migrator, own, beans).orElse(null);
        if (tenants == null) {
            LevyMigrateStrategy strategy = custom != null
                    ? custom
                    : new PropertiesMigrationStrategy(
                            own,
                            () -> beans.getBean(MigratorFactory.class)
                                    .flyway(own, environment)
                                    .checksums(),
                            beans.getBeanProvider(BackgroundBackfills.class));
            strategy.migrate(migrator);
        } else if (custom != null) {
            migrateSharedFirst();
            tenants.tenants().forEach(tenant -> custom.migrate(tenants.forTenant(tenant)));
        } else {
            refuseTenants(migrator, own);
            migrateSharedFirst();
            TenantStart.migrate(tenants, migrator, own.startup());
        }
    }

    /** What a start that upgrades would do for a database, and cannot do for tenants. */
    private static void refuseTenants(Migrator migrator, LevyMigrateProperties own) {
        if (own.startup().mode() != Mode.UPGRADE) {
            return;
        }
        if (own.adopt() != Adopt.OFF) {
            throw new MigrationException(
                    "levymaster.migrate.adopt is " + own.adopt().name().toLowerCase(Locale.ROOT)
                            + ", but a start does not adopt the schemas of tenants. Nothing was changed.",
                    "remove it, and adopt each tenant once, in a LevyMigrateStrategy bean or by"
                            + " Migrator.forTenant(…).");
        }
        if (migrator.settings().backfill().background()) {
            throw new MigrationException(
                    "levymaster.migrate.backfill.mode is background, but backfills of tenants do not run in the"
                            + " background. Nothing was changed.",
                    "remove it, and upgrade the tenants before the deployment: `db upgrade --all-tenants`.");
        }
    }

    /** The tenants may be in a table of a database that has none. */
    private void migrateSharedFirst() {
        for (String name : databases.names()) {
            String initializer = DatabaseRegistrar.initializerBean(name);
            Migrator migrator = migrators().get(name);
            if (migrator != null
                    && beans.containsBean(initializer)
                    && ConfiguredTenants.of(migrator, beans).isEmpty()) {
                beans.getBean(initializer);
            }
        }
    }

    /** Also of parent contexts, in which an application may define its migrator. */
    private Map<String, Migrator> migrators() {
        return Migrators.byNameIncludingAncestors(beans);
    }

    private void check() {
        if (!checked) {
            checked = true;
            Map<String, Migrator> started = new LinkedHashMap<>(migrators());
            List<String> sources = started.keySet().stream()
                    .flatMap(name -> Stream.ofNullable(of(name).tenants().source()))
                    .toList();
            new TenantSources(beans).refuseUnbound(started, sources);
            started.entrySet().removeIf(each -> {
                LevyMigrateProperties own = of(each.getKey());
                return own.startup().mode() == Mode.NONE
                        || ConfiguredTenants.of(each.getValue(), own, beans).isPresent();
            });
            SharedVersionTables.refuse(started);
        }
    }

    private LevyMigrateProperties of(String name) {
        LevyMigrateProperties configured = databases.properties(name);
        return configured == null ? properties : configured;
    }

    /** The remedy names the properties and options of this database. */
    private static MigrationException named(String name, boolean configured, MigrationException e) {
        String remedy =
                e.remedy().replace("`" + CommandName.get() + " ", "`" + CommandName.get() + " -n " + name + " ");
        return new MigrationException(
                "Database " + name + ": " + e.problem(),
                configured ? remedy.replace("levymaster.migrate.", DatabaseProperties.prefix(name)) : remedy,
                e);
    }
}
