package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** Starts Hibernate with entity classes, as Spring Boot configures it, and tells what it made of them. */
public final class MappedEntities {

    private MappedEntities() {}

    /** The desired model, as a running application sees it. */
    public static DesiredModel model(TestDatabase database, Class<?>... entities) {
        return start(database, "none", entities);
    }

    /** The same, where other names are given to what has none. */
    static DesiredModel model(TestDatabase database, NamingConvention naming, Class<?>... entities) {
        return start(settings(database, "none"), naming, entities);
    }

    /** Lets Hibernate itself create the schema. */
    public static void create(TestDatabase database, Class<?>... entities) {
        start(database, "create-only", entities);
    }

    /** Lets Hibernate itself compare the schema. */
    public static void validate(TestDatabase database, Class<?>... entities) {
        start(database, "validate", entities);
    }

    /** The model, after Hibernate itself has compared the schema. */
    static DesiredModel validated(TestDatabase database, Class<?>... entities) {
        return start(database, "validate", entities);
    }

    private static DesiredModel start(TestDatabase database, String ddl, Class<?>... entities) {
        return start(settings(database, ddl), entities);
    }

    private static Map<String, Object> settings(TestDatabase database, String ddl) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("hibernate.connection.url", database.url());
        settings.put("hibernate.connection.username", database.user());
        settings.put("hibernate.connection.password", database.password());
        settings.put("hibernate.hbm2ddl.auto", ddl);
        settings.put("hibernate.hbm2ddl.create_namespaces", "true");
        settings.put("hibernate.hbm2ddl.halt_on_error", "true");
        settings.put("hibernate.physical_naming_strategy", PhysicalNamingStrategySnakeCaseImpl.class.getName());
        return settings;
    }

    /** With these settings and no others. */
    static DesiredModel start(Map<String, Object> settings, Class<?>... entities) {
        return start(settings, NamingConvention.DEFAULT, entities);
    }

    /** A running session factory and its model. */
    record Running(SessionFactory factory, Supplier<DesiredModel> mappings, StandardServiceRegistry registry)
            implements AutoCloseable {

        DesiredModel model() {
            return mappings.get();
        }

        @Override
        public void close() {
            factory.close();
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    /** Keeps the session factory open. */
    static Running open(TestDatabase database, Class<?>... entities) {
        return open(settings(database, "none"), NamingConvention.DEFAULT, entities);
    }

    private static DesiredModel start(Map<String, Object> settings, NamingConvention naming, Class<?>... entities) {
        try (Running running = open(settings, naming, entities)) {
            return running.model();
        }
    }

    private static Running open(Map<String, Object> settings, NamingConvention naming, Class<?>... entities) {
        List<Supplier<DesiredModel>> models = new ArrayList<>();
        var bootstrap = new BootstrapServiceRegistryBuilder()
                .applyClassLoader(entities[0].getClassLoader())
                .applyIntegrator(new EntityModelIntegrator(naming, (name, model) -> models.add(model)))
                .build();
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder(bootstrap)
                .applySettings(settings)
                .build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            sources.addAnnotatedClasses(entities);
            SessionFactory factory = sources.buildMetadata().buildSessionFactory();
            return new Running(factory, models.get(0), registry);
        } catch (RuntimeException e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }
}
