package com.levymaster.migrate.runner;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEntry.Event;
import com.levymaster.migrate.store.Recollection;
import com.levymaster.migrate.store.Recollection.Last;
import java.util.List;

/**
 * Where a revision goes on that was interrupted after some of it had been committed.
 *
 * @param from the first step to run
 * @param uncertain whether that step may have been done, wholly or in part
 */
record Resumption(Position from, boolean uncertain) {

    static final Resumption NONE = new Resumption(Position.START, false);

    /** @throws InterruptedRevisionException when the committed steps are no longer what the revision says */
    static Resumption of(Prepared prepared, Recollection past) {
        RevisionHeader revision = prepared.revision();
        Last last = past.progress().get(revision.id());
        Last applied = past.applied().get(revision.id());
        if (last == null
                || applied != null && applied.id() > last.id()
                || prepared.recording().looked()) {
            return NONE;
        }
        return Position.parse(last.step(), prepared.direction())
                .map(at -> checked(prepared, at, last))
                .orElse(NONE);
    }

    private static Resumption checked(Prepared prepared, Position at, Last last) {
        if (!committed(prepared.recording().operations(), at).equals(last.checksum())) {
            throw InterruptedRevisionException.edited(prepared.revision(), at);
        }
        return last.event() == Event.FINISHED
                ? new Resumption(at.next(), false)
                : new Resumption(at, last.event() == Event.STARTED);
    }

    /** The checksum of what is committed when the revision has come to a place. */
    static String committed(List<Operation> operations, Position at) {
        return Checksums.ofSteps(operations.subList(0, Math.min(operations.size(), at.step() - 1)));
    }

    boolean skips(Position position) {
        return position.compareTo(from) < 0;
    }

    boolean isUncertain(Position position) {
        return uncertain && position.equals(from);
    }

    /** Whether the step, with all that is in it, is done. */
    boolean skipsAllOf(int step) {
        return step < from.step();
    }
}
