package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Mode;
import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.OnFailure;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import java.util.LinkedHashMap;
import java.util.Map;
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
            Migrators.byName(beans).forEach((name, migrator) -> {
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
        checkVersionTables();
        try {
            LevyMigrateStrategy strategy = beans.getBeanProvider(LevyMigrateStrategy.class)
                    .getIfAvailable(() -> new PropertiesMigrationStrategy(
                            own,
                            () -> beans.getBean(MigratorFactory.class)
                                    .flyway(own, environment)
                                    .checksums()));
            new PoolWarnings(beans.getBeanProvider(LoggingSystem.class).getIfAvailable())
                    .suppressedWhile(() -> ConfiguredTenants.of(migrator, own, beans)
                            .ifPresentOrElse(
                                    tenants -> TenantStart.migrate(tenants, migrator, own.startup()),
                                    () -> strategy.migrate(migrator)));
        } catch (MigrationException e) {
            MigrationException named = name == null ? e : named(name, configured != null, e);
            if (own.startup().onFailure() == OnFailure.STOP) {
                throw named;
            }
            log.error("The application starts although its database cannot be migrated: " + named.getMessage(), e);
        }
    }

    private void checkVersionTables() {
        if (!checked) {
            checked = true;
            Map<String, Migrator> started = new LinkedHashMap<>(Migrators.byName(beans));
            started.keySet().removeIf(name -> {
                LevyMigrateProperties own = databases.properties(name);
                return (own == null ? properties : own).startup().mode() == Mode.NONE;
            });
            SharedVersionTables.refuse(started);
        }
    }

    /** The remedy names the properties and options of this database. */
    private static MigrationException named(String name, boolean configured, MigrationException e) {
        String remedy = e.remedy().replace("`db ", "`db -n " + name + " ");
        return new MigrationException(
                "Database " + name + ": " + e.problem(),
                configured ? remedy.replace("levymaster.migrate.", DatabaseProperties.prefix(name)) : remedy,
                e);
    }
}
