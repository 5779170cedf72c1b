package com.levymaster.migrate.revision;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a stamp would write, without running anything.
 *
 * @param recorded ids that become applied, in the order of an upgrade
 * @param forgotten ids that are applied no more, in the order of a downgrade
 * @param appliedAfter the ids that are applied then
 */
public record StampPlan(List<String> recorded, List<String> forgotten, Set<String> appliedAfter) {

    public StampPlan {
        recorded = List.copyOf(recorded);
        forgotten = List.copyOf(forgotten);
        appliedAfter = Collections.unmodifiableSet(new LinkedHashSet<>(appliedAfter));
    }

    public boolean isEmpty() {
        return recorded.isEmpty() && forgotten.isEmpty();
    }
}
