package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is applied in the database, compared with the revisions of the application.
 *
 * @param current the applied revisions that no applied revision needs
 * @param heads the revisions that no revision needs: the goal of an upgrade
 * @param pending what an upgrade to all heads would run, in this order
 * @param applied the ids of all applied revisions, in the order they were applied
 * @param unknown applied ids that this application does not have: a newer build was here
 * @param gaps revisions that are not applied although applied ones need them
 * @param unfinished pending revisions of which a part is committed: their upgrade or downgrade was interrupted
 * @param initialized whether the version table exists
 */
public record Status(
        List<RevisionHeader> current,
        List<RevisionHeader> heads,
        List<RevisionHeader> pending,
        Set<String> applied,
        List<String> unknown,
        List<RevisionHeader> gaps,
        List<UnfinishedRevision> unfinished,
        boolean initialized) {

    public Status {
        current = List.copyOf(current);
        heads = List.copyOf(heads);
        pending = List.copyOf(pending);
        applied = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(applied));
        unknown = List.copyOf(unknown);
        gaps = List.copyOf(gaps);
        unfinished = List.copyOf(unfinished);
    }

    /** All revisions of this application are applied. */
    public boolean isUpToDate() {
        return pending.isEmpty();
    }
}
