package com.levymaster.migrate.revision;

import java.util.List;

/**
 * A request for a new revision.
 *
 * @param parents targets ({@code head}, {@code label@head}, {@code base}); several, or {@code heads}, make a merge
 * @param dependsOn targets of other branches
 * @param module that it belongs to; empty for that of its parents
 * @param splice whether a parent need not be a head, which creates a branch
 */
public record RevisionRequest(
        String id,
        String message,
        List<String> parents,
        List<String> dependsOn,
        List<String> labels,
        boolean splice,
        String module) {

    /** Creates a request for a revision of the module of its parents. */
    public RevisionRequest(
            String id,
            String message,
            List<String> parents,
            List<String> dependsOn,
            List<String> labels,
            boolean splice) {
        this(id, message, parents, dependsOn, labels, splice, "");
    }

    public RevisionRequest {
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
        labels = List.copyOf(labels);
    }

    /** Creates a request for a child of {@code head}, without labels or dependencies. */
    public static RevisionRequest of(String id, String message) {
        return new RevisionRequest(id, message, List.of("head"), List.of(), List.of(), false);
    }

    /** Returns a copy with these parents. */
    public RevisionRequest on(List<String> targets) {
        return new RevisionRequest(id, message, targets, dependsOn, labels, splice, module);
    }

    /** Returns a copy with these dependencies. */
    public RevisionRequest dependingOn(List<String> targets) {
        return new RevisionRequest(id, message, parents, targets, labels, splice, module);
    }

    /** Returns a copy with these labels. */
    public RevisionRequest labelled(List<String> names) {
        return new RevisionRequest(id, message, parents, dependsOn, names, splice, module);
    }

    /** Returns a copy for this module. */
    public RevisionRequest ofModule(String name) {
        return new RevisionRequest(id, message, parents, dependsOn, labels, splice, name);
    }

    /** Returns a copy whose parents need not be heads. */
    public RevisionRequest spliced() {
        return new RevisionRequest(id, message, parents, dependsOn, labels, true, module);
    }
}
