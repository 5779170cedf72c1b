package com.levymaster.migrate.autoconfigure;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.context.ApplicationContext;

/** The persistence units of an application; a class of its own, since not every application has JPA. */
public final class PersistenceUnits {

    private PersistenceUnits() {}

    public static boolean existIn(ApplicationContext context) {
        return context.getBeanNamesForType(EntityManagerFactory.class, true, false).length > 0;
    }

    /** Waits until each of them has read its entities. */
    public static void initialize(ApplicationContext context) {
        context.getBeansOfType(EntityManagerFactory.class).values().forEach(EntityManagerFactory::getMetamodel);
    }
}
