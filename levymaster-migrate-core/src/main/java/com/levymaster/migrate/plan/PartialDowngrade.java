package com.levymaster.migrate.plan;

import com.levymaster.migrate.checksum.CommittedSteps;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.StepPosition;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reverts the committed part of an upgrade that was interrupted: the inverses of its committed steps, the last first. The
 * revision's own {@code downgrade} would revert steps that never ran.
 */
public final class PartialDowngrade {

    private PartialDowngrade() {}

    /**
     * Records the inverses.
     *
     * @param upgrade what is committed of the revision
     * @throws InterruptedRevisionException when a committed step has no inverse, is not what was committed any more, or it is
     *     not known whether it was run
     */
    public static Recording of(RevisionDefinition script, UnfinishedRevision upgrade, RunArguments arguments) {
        Recording recording = Recording.of(script, Direction.UPGRADE, () -> DatabaseSchema.empty("public"), arguments);
        if (recording.inspectsDatabase()) {
            throw InterruptedRevisionException.partial(
                    script.header(), upgrade, "its body inspects the database, and may record other steps now.");
        }
        List<Operation> operations = recording.operations();
        if (!CommittedSteps.areOf(upgrade.last().checksum(), operations, upgrade.at())) {
            throw InterruptedRevisionException.edited(script.header(), upgrade);
        }
        try {
            List<Operation> inverses = new ArrayList<>();
            begunBackfill(operations, upgrade)
                    .or(() -> uncertain(script, operations, upgrade))
                    .ifPresent(inverses::add);
            inverses.addAll(OperationList.inverted(CommittedSteps.before(operations, upgrade.resumeAt())));
            return new Recording(script, Direction.DOWNGRADE, inverses, false);
        } catch (IrreversibleException e) {
            throw InterruptedRevisionException.partial(script.header(), upgrade, e.problem());
        }
    }

    /** Some batches of it may be committed, whether or not it is known why it ended. */
    private static Optional<Operation> begunBackfill(List<Operation> operations, UnfinishedRevision upgrade) {
        return CommittedSteps.at(operations, upgrade.resumeAt())
                .filter(step -> step instanceof Backfill && upgrade.resumeAt().equals(upgrade.at()))
                .map(step -> new Autocommit(List.of(step.inverse())));
    }

    /** Such a step was rolled back, or leaves nothing that the inverse of an earlier one does not remove. */
    private static boolean isInSafeForm(List<Operation> operations, StepPosition at) {
        return at.step() <= operations.size()
                && operations.get(at.step() - 1) instanceof Autocommit block
                && block.isSafe();
    }

    /** An index whose concurrent build was interrupted is dropped if it exists; one that was being dropped is built if it is gone. */
    private static Optional<Operation> uncertain(
            RevisionDefinition script, List<Operation> operations, UnfinishedRevision upgrade) {
        if (!upgrade.isUncertain()) {
            return Optional.empty();
        }
        Optional<Operation> step = CommittedSteps.at(operations, upgrade.at());
        if (step.isPresent() && step.get() instanceof CreateIndex index && index.concurrently()) {
            return Optional.of(new Autocommit(List.of(new IfExists(index.inverse()))));
        }
        if (step.isPresent() && step.get() instanceof DropIndex index) {
            return Optional.of(new Autocommit(List.of(new IfNotExists(index.inverse()))));
        }
        if (isInSafeForm(operations, upgrade.at())) {
            return Optional.empty();
        }
        throw InterruptedRevisionException.uncertain(
                script.header(),
                upgrade.at(),
                step.map(Operation::describe).orElse("a step that the revision does not have any more"));
    }
}
