package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.error.MigrationException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The desired schema of each persistence unit, available once Hibernate has read its mappings. */
public final class EntityModels {

    /** Property that makes Hibernate's mappings available as models. Set by commands and in tests. */
    public static final String PROPERTY = "levymaster.migrate.entity-models";

    private final Map<String, DesiredModel> byUnit = new TreeMap<>();

    synchronized void put(String unit, DesiredModel model) {
        byUnit.put(unit, model);
    }

    /** Returns all models by the name of their persistence unit. */
    public synchronized Map<String, DesiredModel> byUnit() {
        return new TreeMap<>(byUnit);
    }

    /**
     * Returns the model of one persistence unit.
     *
     * @param unit the name of the unit; {@code null} if the application has only one
     * @throws MigrationException if there is no such unit, or if the name is missing and there are several
     */
    public synchronized DesiredModel of(@Nullable String unit) {
        if (unit == null && byUnit.size() == 1) {
            return byUnit.values().iterator().next();
        }
        DesiredModel model = unit == null ? null : byUnit.get(unit);
        if (model == null) {
            throw new MigrationException(
                    byUnit.isEmpty()
                            ? "The application has no entities that are mapped by Hibernate."
                            : "The application has these persistence units: " + String.join(", ", byUnit.keySet())
                                    + (unit == null ? "." : ", but none named " + unit + "."),
                    byUnit.isEmpty()
                            ? "add spring-boot-starter-data-jpa and entities, or write revisions by hand with `db revision`."
                            : "select one with --unit.");
        }
        return model;
    }
}
