package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.precondition.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a step before it runs.
 *
 * @param refusals why the server would refuse it
 * @param unknown what is not known of it, and why; {@code null} if all is
 */
record StepCheck(List<Refusal> refusals, @Nullable String unknown) {

    /** Nothing speaks against it. */
    static final StepCheck PASSED = new StepCheck(List.of(), null);

    StepCheck {
        refusals = List.copyOf(refusals);
    }

    static StepCheck refused(List<Refusal> refusals) {
        return new StepCheck(refusals, null);
    }

    /** Without what only speaks against an undo. */
    StepCheck withoutUndo() {
        return new StepCheck(
                refusals.stream().filter(refusal -> !refusal.ofUndo()).toList(), unknown);
    }

    /** This and the check of another part of the step. */
    StepCheck and(StepCheck other) {
        return new StepCheck(
                Stream.concat(refusals.stream(), other.refusals.stream()).toList(),
                unknown == null ? other.unknown : unknown);
    }

    static StepCheck unknown(@Nullable String what) {
        return new StepCheck(List.of(), what);
    }
}
