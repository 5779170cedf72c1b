package com.levymaster.migrate.plan;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.store.StepPosition;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a revision whose earlier run has committed a part of it. The schema contains that part already, so that it is
 * neither checked nor applied to the schema again.
 *
 * @param recording with the rest of a block in place of a block that is partly committed
 * @param committed how many of its operations are committed
 */
record PendingSteps(Recording recording, int committed) {

    /** @param unfinished {@code null} if nothing of the revision is committed */
    static PendingSteps of(Recording recording, @Nullable UnfinishedRevision unfinished) {
        if (unfinished == null || unfinished.direction() != recording.direction() || recording.inspectsDatabase()) {
            return new PendingSteps(recording, 0);
        }
        StepPosition from = unfinished.resumeAt();
        int committed = Math.min(from.step() - 1, recording.operations().size());
        if (committed == recording.operations().size()
                || from.inner() < 2
                || !(recording.operations().get(committed) instanceof Autocommit block)) {
            return new PendingSteps(recording, committed);
        }
        if (from.inner() > block.steps().size()) {
            return new PendingSteps(recording, committed + 1);
        }
        List<Operation> left = new ArrayList<>(recording.operations());
        left.set(
                committed,
                new Autocommit(
                        block.steps().subList(from.inner() - 1, block.steps().size()), null, block.isSafe()));
        return new PendingSteps(
                new Recording(recording.definition(), recording.direction(), left, recording.inspectsDatabase()),
                committed);
    }

    boolean isCommitted(int index) {
        return index < committed;
    }
}
