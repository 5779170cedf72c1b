package com.levymaster.migrate.autoconfigure;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Makes all beans that use the database depend on the {@link LevyMigrateInitializer}. */
final class LevyMigrateInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(LevyMigrateInitializer.class);
    }

    /** After Flyway and Liquibase, if they are still there: what they have created is adopted, or named. */
    @Override
    public int getOrder() {
        return 2;
    }
}
