package com.levymaster.migrate.actuate.endpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All revisions of the application, and the ids of applied revisions that are unknown to it.
 *
 * @param revisions in topological order: each after those it requires
 * @param unknown ids of applied revisions that are unknown to this application
 * @param error why the database could not be queried; the states are then absent
 */
public record GraphDescriptor(
        List<NodeDescriptor> revisions,
        List<String> unknown,
        @Nullable String error) {

    /** Copies the lists. */
    public GraphDescriptor {
        revisions = List.copyOf(revisions);
        unknown = List.copyOf(unknown);
    }

    /**
     * A revision and its children.
     *
     * @param id unique in the application
     * @param message message of the revision
     * @param downRevisions ids of its parents: none for a base, several for a merge
     * @param dependsOn revisions of other branches that it requires, by id or label
     * @param module that it belongs to; absent if none
     * @param branchLabels labels of the branch that starts at this revision
     * @param state {@code applied}, {@code pending}, or {@code failed}: its last run did not complete
     * @param head whether it has no children
     * @param children ids of the revisions whose parent it is
     */
    public record NodeDescriptor(
            String id,
            String message,
            List<String> downRevisions,
            List<String> dependsOn,
            List<String> branchLabels,
            @Nullable String module,
            @Nullable String state,
            boolean head,
            List<String> children) {

        /** Copies the lists. */
        public NodeDescriptor {
            downRevisions = List.copyOf(downRevisions);
            dependsOn = List.copyOf(dependsOn);
            branchLabels = List.copyOf(branchLabels);
            children = List.copyOf(children);
        }
    }
}
