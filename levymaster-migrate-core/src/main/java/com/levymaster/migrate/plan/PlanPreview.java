package com.levymaster.migrate.plan;

import com.levymaster.migrate.revision.Plan.Direction;
import java.util.List;

/** The revisions that a run would execute: recorded, compiled and checked. */
public record PlanPreview(Direction direction, List<PreparedRevision> revisions) {

    public PlanPreview {
        revisions = List.copyOf(revisions);
    }

    /** Whether a run would do nothing. */
    public boolean isEmpty() {
        return revisions.isEmpty();
    }
}
