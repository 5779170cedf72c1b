package com.levymaster.migrate.plan;

import com.levymaster.migrate.revision.Plan.Direction;
import java.util.List;

/** What a run would do: recorded, compiled and checked, and not run. */
public record PlanPreview(Direction direction, List<PreparedRevision> revisions) {

    public PlanPreview {
        revisions = List.copyOf(revisions);
    }

    public boolean isEmpty() {
        return revisions.isEmpty();
    }
}
