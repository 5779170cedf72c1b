package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;

/**
 * A bean that replaces the action of {@code levymaster.migrate.startup.mode}, for example to upgrade to a fixed target:
 *
 * <pre>{@code
 * @Bean
 * LevyMigrateStrategy strategy() {
 *     return migrator -> migrator.upgrade("release_7@head");
 * }
 * }</pre>
 *
 * <p>It replaces all that the properties of a start do: {@code startup.*}, {@code adopt}, and
 * {@code backfill.mode=background}, so that {@link Migrator#upgrade} runs backfills itself. A strategy that leaves them to a
 * thread of its own finds what can run before them by {@link Migrator#splitAtBackfills}.
 */
@FunctionalInterface
public interface LevyMigrateStrategy {

    /** Brings the database to the state that the application needs. Called once, while the context starts. */
    void migrate(Migrator migrator);
}
