package com.levymaster.migrate.explorer;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.StepPosition;
import com.levymaster.migrate.store.UnfinishedRevision;
import org.jspecify.annotations.Nullable;

/**
 * How far an unfinished revision has come.
 *
 * @param at the last step that its run came to
 * @param event what is recorded about that step
 * @param reverting of a downgrade that reverts an unfinished upgrade, how far that upgrade had come; else {@code null}
 */
record Progress(
        Direction direction,
        StepPosition at,
        HistoryEvent event,
        @Nullable Progress reverting) {

    static Progress of(UnfinishedRevision unfinished) {
        UnfinishedRevision upgrade = unfinished.upgradedTo();
        return new Progress(
                unfinished.direction(),
                unfinished.at(),
                unfinished.last().event(),
                upgrade == null ? null : of(upgrade));
    }

    boolean isUncertain() {
        return event == HistoryEvent.STARTED;
    }

    StepPosition resumeAt() {
        return event == HistoryEvent.FINISHED ? at.next() : at;
    }

    boolean isUpgrade() {
        return direction == Direction.UPGRADE;
    }

    /** The unfinished upgrade of which a downgrade reverts the committed part; {@code null} where it reverts all. */
    @Nullable
    Progress partialUpgrade() {
        return isUpgrade() ? this : reverting;
    }

    Progress with(HistoryEvent value) {
        return new Progress(direction, at, value, reverting);
    }

    @Override
    public String toString() {
        return direction + " " + event + " " + at + (reverting == null ? "" : " of (" + reverting + ")");
    }
}
