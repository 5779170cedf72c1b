package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;

/**
 * A bean that replaces what {@code levymaster.migrate.startup.mode} does at start, such as upgrading to a point and
 * loading data by other means:
 *
 * <pre>{@code
 * @Bean
 * MigrationStrategy strategy() {
 *     return migrator -> migrator.upgrade("release_7@head");
 * }
 * }</pre>
 */
@FunctionalInterface
public interface LevyMigrateStrategy {

    void migrate(Migrator migrator);
}
