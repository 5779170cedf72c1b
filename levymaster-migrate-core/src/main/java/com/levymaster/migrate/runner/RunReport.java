package com.levymaster.migrate.runner;

import com.levymaster.migrate.revision.Plan.Direction;
import java.time.Duration;
import java.util.List;

/**
 * What a run did.
 *
 * @param revisions in the order in which they ran; empty when there was nothing to do
 * @param before the heads before
 * @param after the heads after
 * @param lockWait how long the lock was waited for
 * @param duration of all, the wait included
 */
public record RunReport(
        Direction direction,
        List<RevisionReport> revisions,
        List<String> before,
        List<String> after,
        Duration lockWait,
        Duration duration) {

    public RunReport {
        revisions = List.copyOf(revisions);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Nothing was to be done. */
    public boolean isEmpty() {
        return revisions.isEmpty();
    }
}
