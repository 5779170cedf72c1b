package com.levymaster.migrate.runner;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.NoOp;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A step outside of a transaction that began, and of which nothing more is known.
 *
 * @param revision the id of its revision
 * @param last what the history has of it
 * @param position such as {@code step 2.1 of its upgrade}
 * @param step what it was to do; {@code null} where the application cannot tell
 * @param certain whether the next run finds out by itself whether it is done, or begins the revision anew
 */
public record InterruptedStep(
        String revision,
        LatestEvent last,
        String position,
        @Nullable String step,
        boolean certain) {

    /** All that there are, by revision. */
    public static List<InterruptedStep> all(
            HistorySnapshot past, Map<String, RevisionDefinition> scripts, RunArguments arguments) {
        return new TreeMap<>(past.progress())
                .entrySet().stream()
                        .filter(e -> isOpen(e.getValue(), past.applied().get(e.getKey())))
                        .map(e -> of(e.getKey(), e.getValue(), Optional.ofNullable(scripts.get(e.getKey())), arguments))
                        .toList();
    }

    /** Whether nobody but a person can say what became of the step. */
    static boolean isUncertain(Operation step) {
        return step instanceof DataOperation || step instanceof NoOp || step instanceof SetLocal;
    }

    private static boolean isOpen(LatestEvent last, @Nullable LatestEvent applied) {
        return last.event() == HistoryEvent.STARTED && (applied == null || applied.id() < last.id());
    }

    private static InterruptedStep of(
            String revision, LatestEvent last, Optional<RevisionDefinition> script, RunArguments arguments) {
        for (Direction direction : Direction.values()) {
            Optional<StepPosition> at = StepPosition.parse(last.step(), direction);
            if (at.isPresent()) {
                String place = "step " + at.get() + (direction == Direction.DOWNGRADE ? " of its downgrade" : "");
                Optional<Recording> recording = script.flatMap(s -> recording(s, direction, arguments));
                if (recording.isPresent() && recording.get().inspectsDatabase()) {
                    return new InterruptedStep(revision, last, place, null, true);
                }
                Optional<Operation> step = recording.flatMap(said -> step(said.operations(), at.get()));
                return new InterruptedStep(
                        revision,
                        last,
                        place,
                        step.map(Operation::describe).orElse(null),
                        step.isPresent() && !isUncertain(step.get()));
            }
        }
        return new InterruptedStep(revision, last, String.valueOf(last.step()), null, false);
    }

    /** Nothing where the revision cannot be recorded any more. */
    private static Optional<Recording> recording(
            RevisionDefinition script, Direction direction, RunArguments arguments) {
        try {
            return Optional.of(Recording.of(script, direction, () -> DatabaseSchema.empty("public"), arguments));
        } catch (MigrationException e) {
            return Optional.empty();
        }
    }

    private static Optional<Operation> step(List<Operation> all, StepPosition at) {
        if (at.step() > all.size()) {
            return Optional.empty();
        }
        Operation step = all.get(at.step() - 1);
        if (at.inner() == 0 || !(step instanceof Autocommit block)) {
            return Optional.of(step);
        }
        return at.inner() > block.steps().size()
                ? Optional.empty()
                : Optional.of(block.steps().get(at.inner() - 1));
    }
}
