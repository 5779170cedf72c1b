package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.runner.Prepared;
import java.util.List;

/** What a run would do: recorded, compiled and checked, and not run. */
public record Preview(Direction direction, List<Prepared> revisions) {

    public Preview {
        revisions = List.copyOf(revisions);
    }

    public boolean isEmpty() {
        return revisions.isEmpty();
    }
}
