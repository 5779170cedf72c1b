package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.CommittedSteps;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.StepPosition;
import com.levymaster.migrate.store.UnfinishedRevision;

/**
 * Where a revision resumes that was interrupted after a part of it had been committed.
 *
 * @param from the first step to run
 * @param uncertain whether that step may have been run, wholly or in part
 * @param beginsAnew whether all steps run again, being repeatable, because the body inspects the database
 */
record ResumePoint(StepPosition from, boolean uncertain, boolean beginsAnew) {

    static final ResumePoint NONE = new ResumePoint(StepPosition.START, false, false);

    /** @throws InterruptedRevisionException when the committed steps are not those of the revision any more */
    static ResumePoint of(PreparedRevision prepared, HistorySnapshot past) {
        UnfinishedRevision unfinished =
                past.unfinished().get(prepared.revision().id());
        if (unfinished == null || unfinished.direction() != prepared.direction()) {
            return NONE;
        }
        if (prepared.recording().inspectsDatabase()) {
            return new ResumePoint(StepPosition.START, false, true);
        }
        if (!CommittedSteps.areOf(
                unfinished.last().checksum(), prepared.recording().operations(), unfinished.at())) {
            throw InterruptedRevisionException.edited(prepared.revision(), unfinished);
        }
        return new ResumePoint(unfinished.resumeAt(), unfinished.isUncertain(), false);
    }

    boolean skips(StepPosition position) {
        return position.compareTo(from) < 0;
    }

    boolean isUncertain(StepPosition position) {
        return uncertain && position.equals(from);
    }

    /** Whether an earlier run has come to the step, so that what it left there is ours. */
    boolean isAt(StepPosition position) {
        return beginsAnew || position.equals(from) && !from.equals(StepPosition.START);
    }

    /** Whether the step, with all that is in it, is committed. */
    boolean skipsAllOf(int step) {
        return step < from.step();
    }
}
