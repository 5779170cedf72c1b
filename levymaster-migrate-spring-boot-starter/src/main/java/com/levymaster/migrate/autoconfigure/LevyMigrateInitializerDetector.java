package com.levymaster.migrate.autoconfigure;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Lets everything that uses the database wait for the {@link LevyMigrateInitializer}. */
final class LevyMigrateInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(LevyMigrateInitializer.class);
    }

    @Override
    public int getOrder() {
        return 1;
    }
}
