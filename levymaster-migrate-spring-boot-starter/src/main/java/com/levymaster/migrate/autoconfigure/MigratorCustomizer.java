package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;

/** A bean that changes how the auto-configured {@link Migrator} is built; the last word before it is. */
@FunctionalInterface
public interface MigratorCustomizer {

    void customize(Migrator.Builder builder);
}
