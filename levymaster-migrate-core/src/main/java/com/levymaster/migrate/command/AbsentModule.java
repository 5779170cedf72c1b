package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A module of which the database has revisions, and the application has none: it was taken out of the application.
 *
 * @param name of the module
 * @param revisions the ids of its applied revisions, in the order in which they were applied
 */
public record AbsentModule(String name, List<String> revisions) {

    public AbsentModule {
        revisions = List.copyOf(revisions);
    }

    /**
     * Returns the modules that are not present.
     *
     * @param unknown ids that the graph does not have
     * @param modules the modules of these that the history names, by id
     */
    static List<AbsentModule> of(RevisionGraph graph, Collection<String> unknown, Map<String, String> modules) {
        SortedMap<String, List<String>> absent = new TreeMap<>();
        for (String id : unknown) {
            String module = modules.get(id);
            if (module != null && !graph.modules().contains(module)) {
                absent.computeIfAbsent(module, name -> new ArrayList<>()).add(id);
            }
        }
        return absent.entrySet().stream()
                .map(each -> new AbsentModule(each.getKey(), each.getValue()))
                .toList();
    }

    /** The ids of all revisions of these. */
    static List<String> ids(List<AbsentModule> modules) {
        return modules.stream().flatMap(module -> module.revisions().stream()).toList();
    }

    /** These ids, in their order, without those of these modules. */
    static Set<String> without(List<AbsentModule> modules, Collection<String> applied) {
        Set<String> present = new LinkedHashSet<>(applied);
        ids(modules).forEach(present::remove);
        return present;
    }

    /** {@code Module billing is not present: its revisions b1, b2 remain applied}. */
    public String describe() {
        return "Module " + PrintableText.line(name) + " is not present in this application: its "
                + (revisions.size() == 1 ? "revision " : revisions.size() + " revisions ")
                + revisions.stream().map(PrintableText::id).collect(Collectors.joining(", "))
                + (revisions.size() == 1 ? " remains" : " remain") + " applied";
    }

    /** @throws MigrationException if a target names one of these modules or their revisions */
    static void refuse(List<AbsentModule> modules, Collection<String> targets) {
        for (AbsentModule module : modules) {
            for (String target : targets) {
                String branch = target.replaceFirst("[@:+-].*", "");
                if (branch.equals(module.name()) || module.revisions().contains(branch)) {
                    throw new MigrationException(
                            module.describe() + ", and \"" + target + "\" cannot be reached without their sources."
                                    + " Nothing was changed.",
                            "run the command with a build that has the module.");
                }
            }
        }
    }
}
