package com.levymaster.migrate.autoconfigure;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.ApplicationContext;

/** Access to the persistence units of an application. Separate, because JPA is optional on the class path. */
public final class PersistenceUnits {

    private PersistenceUnits() {}

    /** Returns whether the application has a persistence unit, without creating any bean. */
    public static boolean existIn(ApplicationContext context) {
        return context.getBeanNamesForType(EntityManagerFactory.class, true, false).length > 0;
    }

    /**
     * Initializes all persistence units and waits until each has read its mappings, also those that start in the
     * background.
     */
    public static void initialize(ApplicationContext context) {
        context.getBeansOfType(EntityManagerFactory.class).values().forEach(EntityManagerFactory::getMetamodel);
    }
}
