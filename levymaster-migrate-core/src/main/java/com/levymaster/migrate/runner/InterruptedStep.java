package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.CommittedSteps;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ControlOperation.NoOp;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PartialDowngrade;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step outside of a transaction that was started, and of which it is not recorded whether it was done.
 *
 * @param unfinished what is committed of its revision
 * @param step what it does; {@code null} where the application cannot tell
 * @param certain whether the next run finds out by itself whether it was done
 */
public record InterruptedStep(
        UnfinishedRevision unfinished, @Nullable String step, boolean certain) {

    /** All of them, by revision. */
    public static List<InterruptedStep> all(
            HistorySnapshot past, Map<String, RevisionDefinition> scripts, RunArguments arguments) {
        return past.unfinished().values().stream()
                .filter(UnfinishedRevision::isUncertain)
                .map(u -> of(u, Optional.ofNullable(scripts.get(u.id())), arguments))
                .toList();
    }

    /** Whether only a person can find out whether the step was done. */
    static boolean isUncertain(Operation step) {
        return step instanceof DataOperation || step instanceof NoOp || step instanceof SetLocal;
    }

    /** Such as {@code step 2.1}, or {@code step 2.1 of its downgrade}. */
    public String position() {
        return "step " + unfinished.at() + (unfinished.direction() == Direction.DOWNGRADE ? " of its downgrade" : "");
    }

    private static InterruptedStep of(
            UnfinishedRevision unfinished, Optional<RevisionDefinition> script, RunArguments arguments) {
        Optional<Recording> recording = script.flatMap(s -> recording(s, unfinished, arguments));
        if (recording.isPresent() && recording.get().inspectsDatabase()) {
            return new InterruptedStep(unfinished, null, true);
        }
        Optional<Operation> step = recording.flatMap(r -> CommittedSteps.at(r.operations(), unfinished.at()));
        return new InterruptedStep(
                unfinished, step.map(Operation::describe).orElse(null), step.isPresent() && !isUncertain(step.get()));
    }

    /** Nothing where the revision cannot be recorded any more. */
    private static Optional<Recording> recording(
            RevisionDefinition script, UnfinishedRevision unfinished, RunArguments arguments) {
        UnfinishedRevision upgrade = unfinished.upgradedTo();
        try {
            return Optional.of(
                    upgrade == null
                            ? Recording.of(
                                    script, unfinished.direction(), () -> DatabaseSchema.empty("public"), arguments)
                            : PartialDowngrade.of(script, upgrade, arguments));
        } catch (MigrationException e) {
            return Optional.empty();
        }
    }
}
