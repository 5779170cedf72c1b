package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.Plan.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The revisions that a run would execute: recorded, compiled and checked. */
public record PlanPreview(Direction direction, List<PreparedRevision> revisions) {

    public PlanPreview {
        revisions = List.copyOf(revisions);
    }

    /** Whether a run would do nothing. */
    public boolean isEmpty() {
        return revisions.isEmpty();
    }

    /**
     * The first step after which others could not be checked against the schema, since nobody knows before it runs what it
     * changes: raw SQL, Java, another search path. Empty if there is none, or if no step comes after it that a check concerns.
     */
    public Optional<UnknownEffect> unknownEffect() {
        UnknownEffect unknown = null;
        for (PreparedRevision revision : revisions) {
            for (int i = 0; i < revision.steps().size(); i++) {
                PreparedRevision.Step step = revision.steps().get(i);
                if (step.isCommitted()) {
                    continue;
                }
                boolean raw = step.operation() instanceof ExecuteSql || step.operation() instanceof RunJava;
                if (unknown != null && !raw) {
                    return Optional.of(unknown);
                }
                if (unknown == null
                        && OperationList.leaves(List.of(step.operation())).anyMatch(ExpectedRefusals::makesUncertain)) {
                    unknown = new UnknownEffect(
                            revision.revision().id(), i + 1, step.operation().describe());
                }
            }
        }
        return Optional.empty();
    }

    /** What is not known of steps before they run, besides the effect of {@link #unknownEffect()}, by what and why. */
    public List<Unknown> unknowns() {
        Map<String, List<StepNumber>> steps = new LinkedHashMap<>();
        for (PreparedRevision revision : revisions) {
            for (int i = 0; i < revision.steps().size(); i++) {
                String unknown = revision.steps().get(i).unknown();
                if (unknown != null) {
                    steps.computeIfAbsent(unknown, u -> new ArrayList<>())
                            .add(new StepNumber(revision.revision().id(), i + 1));
                }
            }
        }
        return steps.entrySet().stream()
                .map(entry -> new Unknown(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * What is not known of steps before they run.
     *
     * @param what what is not known, and why: {@code whether the server accepts their expressions, because …}
     */
    public record Unknown(String what, List<StepNumber> steps) {

        public Unknown {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step of a plan.
     *
     * @param step its number in the revision, from 1
     */
    public record StepNumber(String revision, int step) {}

    /**
     * A step of which it is not known what it changes.
     *
     * @param step its number in the revision, from 1
     * @param description what it does
     */
    public record UnknownEffect(String revision, int step, String description) {}
}
