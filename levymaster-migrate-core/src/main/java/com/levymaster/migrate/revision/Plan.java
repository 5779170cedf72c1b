package com.levymaster.migrate.revision;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The revisions that a command would run.
 *
 * @param steps in the order in which they run
 * @param appliedAfter the ids that are applied after all steps
 */
public record Plan(Direction direction, List<RevisionHeader> steps, Set<String> appliedAfter) {

    public Plan {
        steps = List.copyOf(steps);
        appliedAfter = Collections.unmodifiableSet(new LinkedHashSet<>(appliedAfter));
    }

    Plan(Direction direction, List<RevisionHeader> steps, Collection<String> appliedAfter) {
        this(direction, steps, new LinkedHashSet<>(appliedAfter));
    }

    /** Whether there is nothing to run. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The ids of the steps, in the order in which they run. */
    public List<String> ids() {
        return steps.stream().map(RevisionHeader::id).toList();
    }

    /** The method of a revision that runs. */
    public enum Direction {
        UPGRADE,
        DOWNGRADE
    }
}
