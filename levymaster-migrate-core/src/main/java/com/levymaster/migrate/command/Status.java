package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the database stands.
 *
 * @param current the applied revisions on which no applied one stands
 * @param heads those on which no revision stands: where an upgrade leads
 * @param pending what an upgrade to all heads would run, in this order
 * @param applied the ids of all applied revisions, in the order they were applied
 * @param unknown applied ids that this application does not have: a newer build was here
 * @param initialized whether the version table is there
 */
public record Status(
        List<RevisionHeader> current,
        List<RevisionHeader> heads,
        List<RevisionHeader> pending,
        Set<String> applied,
        List<String> unknown,
        boolean initialized) {

    public Status {
        current = List.copyOf(current);
        heads = List.copyOf(heads);
        pending = List.copyOf(pending);
        applied = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(applied));
        unknown = List.copyOf(unknown);
    }

    /** All revisions of this application are applied. */
    public boolean isUpToDate() {
        return pending.isEmpty();
    }
}
