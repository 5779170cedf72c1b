package com.levymaster.migrate.checksum;

import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.store.StepPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is committed of a revision when its run has come to a step. */
public final class CommittedSteps {

    private CommittedSteps() {}

    /** The operations before a step; of a block that is partly committed, a block of its committed steps. */
    public static List<Operation> before(List<Operation> operations, StepPosition at) {
        int whole = Math.min(operations.size(), at.step() - 1);
        List<Operation> before = new ArrayList<>(operations.subList(0, whole));
        if (at.inner() > 1 && whole < operations.size() && operations.get(whole) instanceof Autocommit block) {
            before.add(
                    at.inner() > block.steps().size()
                            ? block
                            : new Autocommit(block.steps().subList(0, at.inner() - 1), null, block.isSafe()));
        }
        return before;
    }

    /** The step itself; nothing where the revision has no such step. */
    public static Optional<Operation> at(List<Operation> operations, StepPosition at) {
        if (at.step() > operations.size()) {
            return Optional.empty();
        }
        Operation step = operations.get(at.step() - 1);
        if (at.inner() == 0 || !(step instanceof Autocommit block)) {
            return Optional.of(step);
        }
        return at.inner() > block.steps().size()
                ? Optional.empty()
                : Optional.of(block.steps().get(at.inner() - 1));
    }

    /** Whether the operations before a step are those of a recorded checksum. */
    public static boolean areOf(@Nullable String recorded, List<Operation> operations, StepPosition at) {
        List<Operation> before = before(operations, at);
        return Checksums.ofSteps(before).equals(recorded)
                || Checksums.ofSteps(FormerText.of(before)).equals(recorded);
    }

    /** The checksum of the operations before a step, by which an edit of them is noticed. */
    public static String checksum(List<Operation> operations, StepPosition at) {
        return Checksums.ofSteps(before(operations, at));
    }
}
