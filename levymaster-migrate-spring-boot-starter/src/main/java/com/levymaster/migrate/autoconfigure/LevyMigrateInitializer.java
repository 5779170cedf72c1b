package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.Ordered;

/**
 * Migrates while the application context starts. All beans that use the database depend on this one. An application
 * with several databases defines one initializer for each.
 */
public class LevyMigrateInitializer implements InitializingBean, Ordered {

    private final Runnable migration;

    /** Creates an initializer that applies {@code strategy} to {@code migrator}. */
    public LevyMigrateInitializer(Migrator migrator, LevyMigrateStrategy strategy) {
        this(() -> strategy.migrate(migrator));
    }

    LevyMigrateInitializer(Runnable migration) {
        this.migration = migration;
    }

    /**
     * Applies the strategy.
     *
     * @throws MigrationStartException if the strategy throws a {@link MigrationException}
     */
    @Override
    public void afterPropertiesSet() {
        try {
            migration.run();
        } catch (MigrationException e) {
            throw new MigrationStartException(e);
        }
    }

    @Override
    public int getOrder() {
        return 0;
    }
}
