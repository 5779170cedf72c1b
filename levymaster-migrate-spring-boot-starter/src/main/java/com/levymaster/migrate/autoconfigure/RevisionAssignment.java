package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides to which of several databases each revision class belongs: the one that {@code @Revision(database = "…")} names, else the
 * one with the closest package.
 */
final class RevisionAssignment {

    private final Map<String, List<String>> packages;
    private final Map<String, List<RevisionDefinition>> byDatabase = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** @param packages of each database, by its name */
    private RevisionAssignment(Map<String, List<String>> packages) {
        this.packages = packages;
        packages.keySet().forEach(name -> byDatabase.put(name, new ArrayList<>()));
    }

    /**
     * Returns the revisions of each database.
     *
     * @throws MigrationException listing all revisions that belong to no database, or to several
     */
    static Map<String, List<RevisionDefinition>> of(
            Map<String, List<String>> packages, Map<String, RevisionDefinition> byClassName) {
        RevisionAssignment assignment = new RevisionAssignment(packages);
        byClassName.forEach(assignment::assign);
        if (!assignment.faults.isEmpty()) {
            throw new MigrationException(
                    "It is unknown to which database some revisions belong. Nothing was changed."
                            + String.join("", assignment.faults),
                    "name the database, @Revision(database = \""
                            + packages.keySet().iterator().next()
                            + "\"), or its packages, levymaster.migrate.databases.<name>.packages.");
        }
        return assignment.byDatabase;
    }

    /**
     * Returns the revisions of an application with one database.
     *
     * @throws MigrationException listing all revisions that name another one
     */
    static List<RevisionDefinition> ofOnly(Map<String, RevisionDefinition> byClassName) {
        List<String> named = byClassName.entrySet().stream()
                .filter(each -> !each.getValue().options().database().isEmpty())
                .map(each -> line(each.getKey(), each.getValue()) + " names the database "
                        + each.getValue().options().database())
                .toList();
        if (!named.isEmpty()) {
            throw new MigrationException(
                    "Some revisions name a database that is not configured. Nothing was changed."
                            + String.join("", named),
                    "configure it, levymaster.migrate.databases.<name>.*, or remove the name from @Revision.");
        }
        return List.copyOf(byClassName.values());
    }

    private void assign(String className, RevisionDefinition revision) {
        String named = revision.options().database();
        Set<String> names = packages.keySet();
        String database = named.isEmpty() ? closest(className, revision) : names.contains(named) ? named : null;
        if (database != null) {
            byDatabase.computeIfAbsent(database, name -> new ArrayList<>()).add(revision);
        } else if (!named.isEmpty()) {
            faults.add(line(className, revision) + " names the database " + named + ", but there are only "
                    + String.join(", ", names));
        }
    }

    private @Nullable String closest(String className, RevisionDefinition revision) {
        int length = -1;
        List<String> closest = new ArrayList<>();
        for (Map.Entry<String, List<String>> database : packages.entrySet()) {
            int match = database.getValue().stream()
                    .filter(each -> className.startsWith(each + "."))
                    .mapToInt(String::length)
                    .max()
                    .orElse(-1);
            if (match > length) {
                closest.clear();
                length = match;
            }
            if (match >= 0 && match == length) {
                closest.add(database.getKey());
            }
        }
        if (closest.size() != 1) {
            faults.add(line(className, revision)
                    + (closest.isEmpty()
                            ? " is in the packages of none"
                            : " is in the packages of " + String.join(" and ", closest)));
            return null;
        }
        return closest.get(0);
    }

    private static String line(String className, RevisionDefinition revision) {
        return System.lineSeparator() + "  - " + revision.id() + " (" + className + ")";
    }
}
