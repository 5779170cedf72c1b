package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorBuilder;

/** Customizes the builder of the auto-configured {@link Migrator}. Applied last, after all properties and beans. */
@FunctionalInterface
public interface LevyMigrateCustomizer {

    /** Customizes the builder. */
    void customize(MigratorBuilder builder);

    /** Customizes the builder of one of several databases. */
    default void customize(String database, MigratorBuilder builder) {
        customize(builder);
    }
}
