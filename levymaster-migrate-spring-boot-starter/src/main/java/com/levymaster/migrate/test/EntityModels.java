package com.levymaster.migrate.test;

import com.levymaster.migrate.autogenerate.DesiredModel;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the entities want, by persistence unit, once Hibernate has read them. */
final class EntityModels {

    private final Map<String, DesiredModel> byUnit = new ConcurrentSkipListMap<>();

    void put(String unit, DesiredModel model) {
        byUnit.put(unit, model);
    }

    Map<String, DesiredModel> byUnit() {
        return Map.copyOf(byUnit);
    }
}
