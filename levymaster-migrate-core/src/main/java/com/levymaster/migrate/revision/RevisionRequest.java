package com.levymaster.migrate.revision;

import java.util.List;

/**
 * A revision that somebody wants to write.
 *
 * @param parents targets ({@code head}, {@code label@head}, {@code base}); several, or {@code heads}, make a merge
 * @param dependsOn targets of other branches
 * @param splice whether a parent may be no head, which opens a branch
 */
public record RevisionRequest(
        String id, String message, List<String> parents, List<String> dependsOn, List<String> labels, boolean splice) {

    public RevisionRequest {
        parents = List.copyOf(parents);
        dependsOn = List.copyOf(dependsOn);
        labels = List.copyOf(labels);
    }

    /** On top of {@code head}, without labels or dependencies. */
    public static RevisionRequest of(String id, String message) {
        return new RevisionRequest(id, message, List.of("head"), List.of(), List.of(), false);
    }

    public RevisionRequest on(List<String> targets) {
        return new RevisionRequest(id, message, targets, dependsOn, labels, splice);
    }

    public RevisionRequest dependingOn(List<String> targets) {
        return new RevisionRequest(id, message, parents, targets, labels, splice);
    }

    public RevisionRequest labelled(List<String> names) {
        return new RevisionRequest(id, message, parents, dependsOn, names, splice);
    }

    public RevisionRequest spliced() {
        return new RevisionRequest(id, message, parents, dependsOn, labels, true);
    }
}
