package com.levymaster.migrate.revision;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a command would run.
 *
 * @param steps in the order in which they run
 * @param appliedAfter the ids that are applied once all of them ran
 */
public record Plan(Direction direction, List<RevisionHeader> steps, Set<String> appliedAfter) {

    public Plan {
        steps = List.copyOf(steps);
        appliedAfter = Collections.unmodifiableSet(new LinkedHashSet<>(appliedAfter));
    }

    Plan(Direction direction, List<RevisionHeader> steps, Collection<String> appliedAfter) {
        this(direction, steps, new LinkedHashSet<>(appliedAfter));
    }

    /** True when the database is already where it should be. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    public List<String> ids() {
        return steps.stream().map(RevisionHeader::id).toList();
    }

    /** Which of the two methods of a revision runs. */
    public enum Direction {
        UPGRADE,
        DOWNGRADE
    }
}
