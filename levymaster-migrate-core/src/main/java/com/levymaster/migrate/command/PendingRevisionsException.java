package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The database lacks revisions that this application has. */
public final class PendingRevisionsException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<RevisionHeader> pending;

    PendingRevisionsException(List<RevisionHeader> pending, String waited, Collection<UnfinishedRevision> unfinished) {
        super(
                "The database lacks " + (pending.size() == 1 ? "a revision" : pending.size() + " revisions")
                        + " of this application" + waited + ": "
                        + pending.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                        + (unfinished.isEmpty()
                                ? ""
                                : ". Partly committed: "
                                        + unfinished.stream()
                                                .map(UnfinishedRevision::toString)
                                                .collect(Collectors.joining("; ")))
                        + ". Nothing was changed.",
                remedy(unfinished));
        this.pending = List.copyOf(pending);
    }

    private static String remedy(Collection<UnfinishedRevision> unfinished) {
        return unfinished.stream().anyMatch(revision -> revision.direction() == Direction.DOWNGRADE)
                ? "finish the downgrade that was interrupted (`db downgrade` to the revision below it), then upgrade."
                : "upgrade it (`db upgrade`, or levymaster.migrate.startup.mode=upgrade in one process), then start"
                        + " again.";
    }

    /** In the order in which an upgrade would run them. */
    public List<RevisionHeader> pending() {
        return pending;
    }
}
