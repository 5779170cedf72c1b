package com.levymaster.migrate.actuate.endpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All revisions of the application, and those that only the database knows.
 *
 * @param revisions in an order in which each comes after all that it needs
 * @param unknown ids of applied revisions that this application does not have
 * @param error why the database could not be asked; the states are missing then
 */
public record GraphDescriptor(
        List<NodeDescriptor> revisions,
        List<String> unknown,
        @Nullable String error) {

    public GraphDescriptor {
        revisions = List.copyOf(revisions);
        unknown = List.copyOf(unknown);
    }

    /**
     * A revision, and what stands on it.
     *
     * @param downRevisions ids of those it stands on: none for a base, several for a merge
     * @param dependsOn those of other branches that it needs, by id or label
     * @param branchLabels names of the branch that starts here
     * @param state {@code applied} or {@code pending}
     * @param head whether nothing stands on it
     * @param children ids of the revisions that stand on it
     */
    public record NodeDescriptor(
            String id,
            String message,
            List<String> downRevisions,
            List<String> dependsOn,
            List<String> branchLabels,
            @Nullable String state,
            boolean head,
            List<String> children) {

        public NodeDescriptor {
            downRevisions = List.copyOf(downRevisions);
            dependsOn = List.copyOf(dependsOn);
            branchLabels = List.copyOf(branchLabels);
            children = List.copyOf(children);
        }
    }
}
