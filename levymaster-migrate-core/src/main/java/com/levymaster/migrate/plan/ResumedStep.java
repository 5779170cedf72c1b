package com.levymaster.migrate.plan;

import com.levymaster.migrate.checksum.CommittedSteps;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ControlOperation.NoOp;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.Optional;

/**
 * The step at which a partly committed revision resumes.
 *
 * @param operation empty where the revision has no such step
 * @param edited whether the revision is not the one any more of which a part is committed
 */
public record ResumedStep(UnfinishedRevision unfinished, Optional<Operation> operation, boolean edited) {

    /** @param recording of the direction that was interrupted; it does not inspect the database */
    public static ResumedStep of(Recording recording, UnfinishedRevision unfinished) {
        Optional<Operation> operation = CommittedSteps.at(recording.operations(), unfinished.at());
        boolean sameSteps = CommittedSteps.areOf(unfinished.last().checksum(), recording.operations(), unfinished.at());
        boolean gone = unfinished.isUncertain() && operation.isEmpty();
        return new ResumedStep(unfinished, operation, gone || !sameSteps);
    }

    /** Whether only a person can find out whether the step was done. */
    public boolean needsPerson() {
        return unfinished.isUncertain()
                && operation.map(ResumedStep::isUncertain).orElse(true);
    }

    /** Whether neither the catalog nor stored progress can tell whether such a step was done. */
    public static boolean isUncertain(Operation step) {
        return step instanceof DataOperation && !(step instanceof Backfill) && !OperationList.isStreamed(step)
                || step instanceof NoOp
                || step instanceof SetLocal;
    }

    /**
     * Checks that a prepared revision can resume, before anything of the plan runs.
     *
     * @throws InterruptedRevisionException if it was edited since, or a person has to decide first
     */
    public static void check(PreparedRevision prepared, UnfinishedRevision unfinished) {
        Recording recording = prepared.recording();
        if (unfinished.direction() != recording.direction() || recording.inspectsDatabase()) {
            return;
        }
        ResumedStep step = of(recording, unfinished);
        if (step.edited()) {
            throw InterruptedRevisionException.edited(recording.definition().header(), unfinished);
        }
        if (step.needsPerson()) {
            throw InterruptedRevisionException.uncertain(
                    recording.definition().header(),
                    unfinished.at(),
                    step.operation().map(Operation::describe).orElse(""));
        }
    }
}
