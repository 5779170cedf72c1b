package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorBuilder;

/** A bean that changes how the auto-configured {@link Migrator} is built; the last word before it is. */
@FunctionalInterface
public interface LevyMigrateCustomizer {

    void customize(MigratorBuilder builder);
}
