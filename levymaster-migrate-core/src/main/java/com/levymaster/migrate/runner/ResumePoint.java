package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import java.util.List;

/**
 * Where a revision goes on that was interrupted after some of it had been committed.
 *
 * @param from the first step to run
 * @param uncertain whether that step may have been done, wholly or in part
 */
record ResumePoint(StepPosition from, boolean uncertain) {

    static final ResumePoint NONE = new ResumePoint(StepPosition.START, false);

    /** @throws InterruptedRevisionException when the committed steps are no longer what the revision says */
    static ResumePoint of(PreparedRevision prepared, HistorySnapshot past) {
        RevisionHeader revision = prepared.revision();
        LatestEvent last = past.progress().get(revision.id());
        LatestEvent applied = past.applied().get(revision.id());
        if (last == null
                || applied != null && applied.id() > last.id()
                || prepared.recording().inspectsDatabase()) {
            return NONE;
        }
        return StepPosition.parse(last.step(), prepared.direction())
                .map(at -> checked(prepared, at, last))
                .orElse(NONE);
    }

    private static ResumePoint checked(PreparedRevision prepared, StepPosition at, LatestEvent last) {
        if (!committed(prepared.recording().operations(), at).equals(last.checksum())) {
            throw InterruptedRevisionException.edited(prepared.revision(), at);
        }
        return last.event() == HistoryEvent.FINISHED
                ? new ResumePoint(at.next(), false)
                : new ResumePoint(at, last.event() == HistoryEvent.STARTED);
    }

    /** The checksum of what is committed when the revision has come to a place. */
    static String committed(List<Operation> operations, StepPosition at) {
        return Checksums.ofSteps(operations.subList(0, Math.min(operations.size(), at.step() - 1)));
    }

    boolean skips(StepPosition position) {
        return position.compareTo(from) < 0;
    }

    boolean isUncertain(StepPosition position) {
        return uncertain && position.equals(from);
    }

    /** Whether the step, with all that is in it, is done. */
    boolean skipsAllOf(int step) {
        return step < from.step();
    }
}
