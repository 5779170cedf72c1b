package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;

/**
 * An upgrade, divided at its backfills.
 *
 * @param now the ids of the topmost revisions that are applied, or need no backfill to be; empty if there are none
 * @param backfills the pending revisions with backfills
 * @param later these, and those that need them, in the order in which an upgrade runs them
 * @param goal the ids of the topmost revisions once all of it has run
 */
public record UpgradeSplit(
        List<String> now, List<RevisionHeader> backfills, List<RevisionHeader> later, List<String> goal) {

    public UpgradeSplit {
        now = List.copyOf(now);
        backfills = List.copyOf(backfills);
        later = List.copyOf(later);
        goal = List.copyOf(goal);
    }
}
