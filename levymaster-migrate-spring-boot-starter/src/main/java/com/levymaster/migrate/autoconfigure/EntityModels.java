package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.error.MigrationException;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/** The desired model of each persistence unit, read from its mappings when it is asked for. */
public final class EntityModels {

    /** Enables the reading of models in tests. */
    public static final String PROPERTY = "levymaster.migrate.entity-models";

    private final Runnable start;
    private final Map<String, Supplier<DesiredModel>> byUnit = new TreeMap<>();

    /** No persistence units. */
    public EntityModels() {
        this(() -> {});
    }

    /** @param start starts Hibernate, which calls {@link #put} for each persistence unit */
    EntityModels(Runnable start) {
        this.start = start;
    }

    /** Starts all persistence units when a model is asked for, and waits for those that start in the background. */
    public static EntityModels of(ListableBeanFactory beans) {
        return new EntityModels(() -> BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, EntityManagerFactory.class)
                .values()
                .forEach(EntityManagerFactory::getMetamodel));
    }

    synchronized void put(String unit, Supplier<DesiredModel> model) {
        byUnit.put(unit, model);
    }

    /** Starts Hibernate unless it is started, and returns all models by the name of the persistence unit. */
    public Map<String, DesiredModel> byUnit() {
        Map<String, DesiredModel> models = new TreeMap<>();
        started().forEach((unit, model) -> models.put(unit, model.get()));
        return models;
    }

    private Map<String, Supplier<DesiredModel>> started() {
        start.run();
        synchronized (this) {
            return new TreeMap<>(byUnit);
        }
    }

    /**
     * Starts Hibernate unless it is started, and returns the model of a persistence unit.
     *
     * @param unit its name; {@code null} for the only one
     * @throws MigrationException if there is no such unit, or {@code unit} is {@code null} and there are several
     */
    public DesiredModel of(@Nullable String unit) {
        Map<String, Supplier<DesiredModel>> models = started();
        if (unit == null && models.size() == 1) {
            return models.values().iterator().next().get();
        }
        Supplier<DesiredModel> model = unit == null ? null : models.get(unit);
        if (models.isEmpty()) {
            throw none();
        }
        if (model == null) {
            throw new MigrationException(
                    "The application has these persistence units: " + String.join(", ", models.keySet())
                            + (unit == null ? "." : ", but none named " + unit + "."),
                    "select one with --unit.");
        }
        return model.get();
    }

    /** There are no entities to compare with a database. */
    public static MigrationException none() {
        return new MigrationException(
                "The application has no entities that are mapped by Hibernate.",
                "add spring-boot-starter-data-jpa and entities, or write revisions by hand with `db revision`.");
    }
}
