package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Determines which unmapped objects cannot be dropped, because something that stays depends on them. */
final class UsedObjects {

    private final Dependencies dependencies;
    private final Map<ObjectName, Table> mapped;
    private final Set<ObjectName> candidates;
    private final Map<ObjectName, Dependency> used = new TreeMap<>();

    private UsedObjects(Dependencies dependencies, Map<ObjectName, Table> mapped, Collection<ObjectName> candidates) {
        this.dependencies = dependencies;
        this.mapped = mapped;
        this.candidates = new TreeSet<>(candidates);
    }

    /**
     * Returns each candidate on which something depends that is neither a candidate nor a part of one, with the first such object.
     *
     * @param mapped the tables that entities use, as they will be; the types of their columns are no candidates
     */
    static Map<ObjectName, Dependency> among(
            Collection<ObjectName> candidates, Map<ObjectName, Table> mapped, Dependencies dependencies) {
        UsedObjects objects = new UsedObjects(dependencies, mapped, candidates);
        while (objects.candidates.stream().anyMatch(objects::addIfUsed)) {
            // a candidate that stays keeps those on which it depends
        }
        return objects.used;
    }

    private boolean addIfUsed(ObjectName candidate) {
        if (used.containsKey(candidate)) {
            return false;
        }
        Optional<Dependency> user = dependencies.of(candidate).stream()
                .filter(this::stays)
                .findFirst()
                .or(() -> ofParent(candidate));
        user.ifPresent(dependency -> used.put(candidate, dependency));
        return user.isPresent();
    }

    /** What reads a table that stays reads the rows of its partitions and of the tables that inherit it. */
    private Optional<Dependency> ofParent(ObjectName candidate) {
        return dependencies.all().stream()
                .filter(dependency -> dependency.kind() == Kind.CHILD
                        && candidate.equals(dependency.holder())
                        && used.containsKey(dependency.on()))
                .map(dependency -> used.get(dependency.on()))
                .findFirst();
    }

    private boolean stays(Dependency dependency) {
        boolean isPublished = dependency.kind() == Kind.PUBLICATION && dependency.column() == null;
        if (dependency.kind() == Kind.CAST || isPublished) {
            return false;
        }
        ObjectName holder = dependency.holder();
        if (holder == null || dependency.kind() == Kind.VIEW) {
            return true;
        }
        Table table = mapped.get(holder);
        return switch (dependency.kind()) {
            case COLUMN, FOREIGN_KEY -> table == null && !isDropped(holder);
            case DEFAULT, CHECK -> table == null ? !isDropped(holder) : mentions(table, dependency.on());
            default -> !isDropped(holder);
        };
    }

    private boolean isDropped(ObjectName holder) {
        return candidates.contains(holder) && !used.containsKey(holder);
    }

    private static boolean mentions(Table table, ObjectName name) {
        Stream<String> defaults = table.columns().stream()
                .flatMap(column -> Stream.of(column.defaultValue(), column.generated()))
                .filter(Objects::nonNull)
                .map(Object::toString);
        Stream<String> checks = table.constraints(Constraint.Check.class).map(Constraint.Check::expression);
        return Stream.concat(defaults, checks).anyMatch(sql -> sql.contains(name.name()));
    }
}
