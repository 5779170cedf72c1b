package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.Collection;
import java.util.List;

/** What an upgrade does with revisions of the phase {@link com.levymaster.migrate.revision.Phase#CONTRACT}. */
public enum ContractPolicy {
    /** They wait. On a database without any applied revision no older build can run, so that they do not. */
    WAIT,
    /** They run, unless an instance of an older build is connected, or one of which the build is not known. */
    RUN,
    /** They run, whatever is connected. */
    RUN_BESIDE_OLDER_BUILDS;

    /** Returns those of the pending revisions that wait until no older build runs. */
    List<RevisionHeader> waiting(RevisionGraph graph, Collection<String> applied, List<RevisionHeader> pending) {
        return this == WAIT && !applied.isEmpty() ? graph.waiting(pending) : List.of();
    }

    /** Returns the pending revisions without those that wait. */
    List<RevisionHeader> due(RevisionGraph graph, Collection<String> applied, List<RevisionHeader> pending) {
        List<RevisionHeader> waiting = waiting(graph, applied, pending);
        return pending.stream().filter(step -> !waiting.contains(step)).toList();
    }
}
