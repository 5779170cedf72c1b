package com.levymaster.migrate.definition;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * SQL that is applied again whenever it changes: a view, a function, privileges.
 *
 * @param definition its upgrade applies it, its downgrade removes it
 * @param removable whether it has a downgrade: it is then removed before it is applied again
 * @param created the names of what it creates, without schemas
 * @param names the tables, views, functions and the like that its SQL names, without schemas
 */
public record Repeatable(RevisionDefinition definition, boolean removable, Set<String> created, Set<String> names) {

    public Repeatable {
        created = Set.copyOf(created);
        names = Set.copyOf(names);
    }

    /** The same with what was recorded, which the values of placeholders may have changed since. */
    public Repeatable recordedAs(RepeatableContent content) {
        return new Repeatable(
                new RevisionDefinition(definition.header(), definition.options(), definition.migration(), content),
                removable,
                created,
                names);
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
