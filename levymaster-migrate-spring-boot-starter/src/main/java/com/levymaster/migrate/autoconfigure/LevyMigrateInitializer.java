package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.Ordered;

/**
 * Migrates while the context starts. Everything that uses the database waits for this bean; an application with several
 * databases defines one for each.
 */
public class LevyMigrateInitializer implements InitializingBean, Ordered {

    private final Migrator migrator;
    private final LevyMigrateStrategy strategy;

    public LevyMigrateInitializer(Migrator migrator, LevyMigrateStrategy strategy) {
        this.migrator = migrator;
        this.strategy = strategy;
    }

    /** @throws MigrationStartException when the database is not what the application needs */
    @Override
    public void afterPropertiesSet() {
        MigrationStartException.guard(() -> {
            strategy.migrate(migrator);
            return migrator;
        });
    }

    @Override
    public int getOrder() {
        return 0;
    }
}
