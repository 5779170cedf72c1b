package com.levymaster.migrate.definition;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * SQL that is applied again whenever it changes: a view, a function, privileges.
 *
 * @param definition its upgrade applies it, its downgrade removes it
 * @param removable whether it has a downgrade: it is then removed before it is applied again
 * @param names the tables, views, functions and the like that its SQL names, without schemas
 */
public record Repeatable(RevisionDefinition definition, boolean removable, Set<String> names) {

    public Repeatable {
        names = Set.copyOf(names);
    }

    /** What is recorded of it. */
    public RepeatableContent content() {
        return Objects.requireNonNull(definition.repeatable());
    }

    /** Unique among the repeatables. */
    public String name() {
        return content().name();
    }

    /** The names of the repeatables that must be applied before. */
    public List<String> dependsOn() {
        return definition.header().dependsOn();
    }
}
