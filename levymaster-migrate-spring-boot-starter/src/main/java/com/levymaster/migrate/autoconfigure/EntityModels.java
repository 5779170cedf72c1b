package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.error.MigrationException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the entities of each persistence unit want, once Hibernate has read them. */
public final class EntityModels {

    /** Set where somebody will ask for the models: while a command runs, and in tests. */
    public static final String PROPERTY = "levymaster.migrate.entity-models";

    private final Map<String, DesiredModel> byUnit = new TreeMap<>();

    synchronized void put(String unit, DesiredModel model) {
        byUnit.put(unit, model);
    }

    /** All of them, by the name of the persistence unit. */
    public synchronized Map<String, DesiredModel> byUnit() {
        return new TreeMap<>(byUnit);
    }

    /**
     * The model of a persistence unit.
     *
     * @param unit its name; {@code null} for the only one
     */
    public synchronized DesiredModel of(@Nullable String unit) {
        if (unit == null && byUnit.size() == 1) {
            return byUnit.values().iterator().next();
        }
        DesiredModel model = unit == null ? null : byUnit.get(unit);
        if (model == null) {
            throw new MigrationException(
                    byUnit.isEmpty()
                            ? "The application has no entities that Hibernate maps."
                            : "The application has these persistence units: " + String.join(", ", byUnit.keySet())
                                    + (unit == null ? "." : ", and none that is called " + unit + "."),
                    byUnit.isEmpty()
                            ? "add spring-boot-starter-data-jpa and entities, or write revisions by hand with `db revision`."
                            : "name one with --unit.");
        }
        return model;
    }
}
