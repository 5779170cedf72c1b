package com.levymaster.migrate.runner;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PartialDowngrade;
import com.levymaster.migrate.plan.ResumedStep;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step outside of a transaction that was started, and of which it is not recorded whether it was done; or any step at
 * which a revision was interrupted that was edited since.
 *
 * @param unfinished what is committed of its revision
 * @param step what it does; {@code null} where the application cannot tell
 * @param certain whether the next run finds out by itself whether it was done
 * @param edited whether the revision was edited since, so that it cannot resume
 */
public record InterruptedStep(
        UnfinishedRevision unfinished, @Nullable String step, boolean certain, boolean edited) {

    /** All of them, by revision. */
    public static List<InterruptedStep> all(
            HistorySnapshot past, Map<String, RevisionDefinition> scripts, RunArguments arguments) {
        return past.unfinished().values().stream()
                .map(u -> of(u, Optional.ofNullable(scripts.get(u.id())), arguments))
                .filter(step -> step.edited() || step.unfinished().isUncertain())
                .toList();
    }

    /** Such as {@code step 2.1}, or {@code step 2.1 of its downgrade}. */
    public String position() {
        return "step " + unfinished.at() + (unfinished.direction() == Direction.DOWNGRADE ? " of its downgrade" : "");
    }

    private static InterruptedStep of(
            UnfinishedRevision unfinished, Optional<RevisionDefinition> script, RunArguments arguments) {
        Optional<Recording> recording = script.flatMap(s -> recording(s, unfinished, arguments));
        if (recording.isPresent() && recording.get().inspectsDatabase()) {
            return new InterruptedStep(unfinished, null, true, false);
        }
        if (script.isPresent() && isUpgradeEdited(script.get(), unfinished.upgradedTo(), arguments)) {
            return new InterruptedStep(unfinished, null, false, true);
        }
        return recording
                .map(r -> ResumedStep.of(r, unfinished))
                .map(step -> new InterruptedStep(
                        unfinished,
                        step.operation().map(Operation::describe).orElse(null),
                        !step.needsPerson(),
                        step.edited()))
                .orElse(new InterruptedStep(unfinished, null, false, false));
    }

    /** An interrupted downgrade of a part of an upgrade can only go on if that part is still known. */
    private static boolean isUpgradeEdited(
            RevisionDefinition script, @Nullable UnfinishedRevision upgrade, RunArguments arguments) {
        return upgrade != null
                && recording(script, upgrade, arguments)
                        .filter(recording -> !recording.inspectsDatabase())
                        .map(recording -> ResumedStep.of(recording, upgrade).edited())
                        .orElse(false);
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
