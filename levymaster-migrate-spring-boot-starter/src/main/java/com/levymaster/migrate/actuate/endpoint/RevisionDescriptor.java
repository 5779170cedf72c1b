package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;

/**
 * A revision of the application.
 *
 * @param id unique in the application
 * @param downRevisions those it stands on: none for a base, several for a merge
 * @param dependsOn those of other branches that it needs, by id or label
 * @param branchLabels names of the branch that starts here
 */
public record RevisionDescriptor(
        String id, String message, List<String> downRevisions, List<String> dependsOn, List<String> branchLabels) {

    public RevisionDescriptor {
        downRevisions = List.copyOf(downRevisions);
        dependsOn = List.copyOf(dependsOn);
        branchLabels = List.copyOf(branchLabels);
    }

    static RevisionDescriptor of(RevisionHeader header) {
        return new RevisionDescriptor(
                header.id(), header.message(), header.down(), header.dependsOn(), header.labels());
    }

    static List<RevisionDescriptor> of(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionDescriptor::of).toList();
    }
}
