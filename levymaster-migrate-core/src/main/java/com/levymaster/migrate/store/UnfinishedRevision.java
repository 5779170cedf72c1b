package com.levymaster.migrate.store;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A revision of which a part is committed: a run was interrupted, or failed, outside of a transaction. It has no row in the
 * version table.
 *
 * @param direction of the run that was interrupted
 * @param at the step that the interrupted run had come to
 * @param last the history entry about that step
 * @param upgradedTo of an interrupted downgrade that reverted an unfinished upgrade, the step which that upgrade had come to;
 *     else {@code null}
 */
public record UnfinishedRevision(
        String id,
        Direction direction,
        StepPosition at,
        LatestEvent last,
        @Nullable UnfinishedRevision upgradedTo) {

    static Optional<UnfinishedRevision> ofUpgrade(String id, LatestEvent last) {
        return StepPosition.parse(last.step(), Direction.UPGRADE)
                .map(at -> new UnfinishedRevision(id, Direction.UPGRADE, at, last, null));
    }

    static Optional<UnfinishedRevision> ofDowngrade(String id, LatestEvent last, @Nullable UnfinishedRevision upgrade) {
        return StepPosition.parse(last.step(), Direction.DOWNGRADE)
                .map(at -> new UnfinishedRevision(id, Direction.DOWNGRADE, at, last, upgrade));
    }

    /** The unfinished upgrade of which only the committed part is to be reverted; {@code null} where all of it is. */
    public @Nullable UnfinishedRevision partialUpgrade() {
        return direction == Direction.UPGRADE ? this : upgradedTo;
    }

    /** Whether it is not recorded if the step was run: it started, and nothing more is known. */
    public boolean isUncertain() {
        return last.event() == HistoryEvent.STARTED;
    }

    /** Whether the run failed at the step; otherwise it was interrupted. */
    public boolean hasFailed() {
        return last.event() == HistoryEvent.FAILURE;
    }

    /** The first step that is not known to be committed. */
    public StepPosition resumeAt() {
        return last.event() == HistoryEvent.FINISHED ? at.next() : at;
    }

    /** What it did at the step: {@code failed}, or {@code was interrupted}. */
    public String ending() {
        return hasFailed() ? "failed" : "was interrupted";
    }

    /** Such as {@code upgrade of r2, interrupted at step 3.1, failed there and is partly committed}. */
    public String partlyCommitted() {
        return this + ", " + (hasFailed() ? "failed there and " : "") + "is partly committed";
    }

    /** Such as {@code upgrade of r2, interrupted at step 3.1}. */
    @Override
    public String toString() {
        return (direction == Direction.UPGRADE ? "upgrade" : "downgrade") + " of " + id + ", interrupted at step " + at;
    }
}
