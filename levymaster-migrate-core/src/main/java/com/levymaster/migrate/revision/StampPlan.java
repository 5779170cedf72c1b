package com.levymaster.migrate.revision;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The changes of a stamp to the version table.
 *
 * @param recorded ids that become applied, in the order of an upgrade
 * @param forgotten ids that are no longer applied, in the order of a downgrade
 * @param appliedAfter the ids that are applied after the stamp
 */
public record StampPlan(List<String> recorded, List<String> forgotten, Set<String> appliedAfter) {

    public StampPlan {
        recorded = List.copyOf(recorded);
        forgotten = List.copyOf(forgotten);
        appliedAfter = Collections.unmodifiableSet(new LinkedHashSet<>(appliedAfter));
    }

    /** Whether the stamp would change nothing. */
    public boolean isEmpty() {
        return recorded.isEmpty() && forgotten.isEmpty();
    }
}
