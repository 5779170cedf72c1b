package com.levymaster.migrate.definition;

import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The repeatables of an application.
 *
 * @param all each after those that it depends on, otherwise by name
 * @param parser reads one that was recorded
 */
public record Repeatables(List<Repeatable> all, Function<RepeatableContent, Repeatable> parser) {

    /** An application without repeatables. */
    public static final Repeatables NONE = new Repeatables(List.of(), content -> {
        throw new IllegalStateException("No repeatable is known: " + content.name());
    });

    public Repeatables {
        all = List.copyOf(all);
    }

    /**
     * Orders repeatables by what they depend on.
     *
     * @throws MigrationException if two have the same name, one depends on a name that none has, or some depend on one another
     */
    public static Repeatables of(Collection<Repeatable> unordered, Function<RepeatableContent, Repeatable> parser) {
        List<String> faults = new ArrayList<>();
        Map<String, Repeatable> byName = new TreeMap<>();
        for (Repeatable repeatable : unordered) {
            if (byName.put(repeatable.name(), repeatable) != null) {
                faults.add("two repeatables have the name " + repeatable.name());
            }
        }
        byName.values()
                .forEach(repeatable -> repeatable.dependsOn().stream()
                        .filter(name -> !byName.containsKey(name))
                        .forEach(name -> faults.add("the repeatable " + repeatable.name() + " depends on " + name
                                + ", and there is no repeatable of that name")));
        List<Repeatable> ordered = ordered(byName, faults);
        if (!faults.isEmpty()) {
            throw new MigrationException(
                    "Repeatables have faults: " + String.join("; ", faults) + ". Nothing was changed.",
                    "correct `-- repeatable:` and `-- depends_on:` in the files.");
        }
        return new Repeatables(ordered, parser);
    }

    /** Also orders what was recorded, and may depend on what is no more. */
    public static List<Repeatable> ordered(Collection<Repeatable> some) {
        return ordered(
                some.stream()
                        .collect(Collectors.toMap(Repeatable::name, Function.identity(), (a, b) -> b, TreeMap::new)),
                new ArrayList<>());
    }

    private static List<Repeatable> ordered(Map<String, Repeatable> byName, List<String> faults) {
        Map<String, Repeatable> ordered = new LinkedHashMap<>();
        byName.keySet().forEach(name -> add(name, byName, new LinkedHashSet<>(), ordered, faults));
        return List.copyOf(ordered.values());
    }

    private static void add(
            String name,
            Map<String, Repeatable> byName,
            Set<String> path,
            Map<String, Repeatable> ordered,
            List<String> faults) {
        Repeatable repeatable = byName.get(name);
        if (repeatable == null || ordered.containsKey(name)) {
            return;
        }
        if (!path.add(name)) {
            faults.add("the repeatables " + String.join(", ", path) + " depend on one another");
            return;
        }
        repeatable.dependsOn().forEach(needed -> add(needed, byName, path, ordered, faults));
        path.remove(name);
        ordered.put(name, repeatable);
    }

    /**
     * Returns these and others.
     *
     * @throws MigrationException as {@link #of} does
     */
    public Repeatables and(Repeatables others) {
        if (others.isEmpty() || isEmpty()) {
            return isEmpty() ? others : this;
        }
        Set<String> theirs = others.all.stream().map(Repeatable::name).collect(Collectors.toSet());
        return of(
                Stream.concat(all.stream(), others.all.stream()).toList(),
                content -> (theirs.contains(content.name()) ? others : this).parser.apply(content));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }
}
