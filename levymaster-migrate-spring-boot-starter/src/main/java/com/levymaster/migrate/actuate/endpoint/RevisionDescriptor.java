package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision of the application.
 *
 * @param id unique in the application
 * @param message message of the revision
 * @param downRevisions ids of its parents: none for a base, several for a merge
 * @param dependsOn revisions of other branches that it requires, by id or label
 * @param module that it belongs to; absent if none
 * @param branchLabels labels of the branch that starts at this revision
 */
public record RevisionDescriptor(
        String id,
        String message,
        List<String> downRevisions,
        List<String> dependsOn,
        List<String> branchLabels,
        @Nullable String module) {

    /** Copies the lists. */
    public RevisionDescriptor {
        downRevisions = List.copyOf(downRevisions);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }

    static RevisionDescriptor of(RevisionHeader header) {
        return new RevisionDescriptor(
                header.id(),
                header.message(),
                header.down(),
                header.dependsOn(),
                header.labels(),
                header.module().isEmpty() ? null : header.module());
    }

    static List<RevisionDescriptor> of(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionDescriptor::of).toList();
    }
}
