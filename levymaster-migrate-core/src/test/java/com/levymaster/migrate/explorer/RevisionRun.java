package com.levymaster.migrate.explorer;

import com.levymaster.migrate.explorer.ModelRevision.Action;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.StepPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one revision commits in one run, according to the model: every state that another session can see. */
final class RevisionRun {

    private final ModelRevision revision;
    private final Direction direction;
    private final @Nullable Progress resumed;
    private final boolean stamped;
    private final List<Action> actions;
    private final List<ModelState> states = new ArrayList<>();
    private final List<ModelState> failures = new ArrayList<>();
    private ModelState state;
    private Effects work;

    RevisionRun(ModelRevision revision, Direction direction, ModelState start) {
        this.revision = revision;
        this.direction = direction;
        this.state = start;
        this.work = start.effects();
        this.stamped = start.stamped().contains(revision.id()) && revision.isUndone();
        Progress progress = start.unfinished().get(revision.id());
        boolean anew = progress == null
                || progress.direction() != direction
                || direction == Direction.UPGRADE && revision.inspects();
        this.resumed = anew ? null : progress;
        Progress partial = direction == Direction.DOWNGRADE && progress != null ? progress.partialUpgrade() : null;
        this.actions = partial == null ? revision.actions(direction) : revision.inverses(partial);
    }

    /** The states after each commit. */
    List<ModelState> states() {
        return states;
    }

    /** The states in which a failure may have been recorded. */
    List<ModelState> failures() {
        return failures;
    }

    Outcome.Answer run() {
        try {
            for (Action action : actions) {
                if (resumed == null || action.at().compareTo(resumed.resumeAt()) >= 0) {
                    if (!action.outside()) {
                        work = action.perform(work, stamped);
                    } else if (!runOutside(action)) {
                        return Outcome.Answer.REFUSED;
                    }
                }
            }
        } catch (Effects.ImpossibleException e) {
            return Outcome.Answer.FAILED;
        }
        commit(state.withEffects(work)
                .withApplied(revision.id(), direction == Direction.UPGRADE)
                .withHonesty(state.honest() && !keepsRows()));
        return Outcome.Answer.DONE;
    }

    /** The rows of a stamped revision stay, whoever has inserted them. */
    private boolean keepsRows() {
        return direction == Direction.DOWNGRADE
                && stamped
                && actions.stream().anyMatch(action -> action.step().isInsert());
    }

    /** @return false when nobody but a person knows whether the step was done */
    private boolean runOutside(Action action) {
        boolean at = resumed != null
                && action.at().equals(resumed.resumeAt())
                && !action.at().equals(StepPosition.START);
        boolean again = at && resumed.isUncertain();
        if (again && action.step().isUnknownWhenInterrupted()) {
            return false;
        }
        progress(action.at(), HistoryEvent.STARTED);
        mayFail(action, action.at());
        if (action.step() instanceof Step.Index index) {
            if (!runIndex(action, index, at || isOurs(), again)) {
                return false;
            }
        } else if (!again || !isDone(action)) {
            work = action.perform(work, stamped);
            commit(state.withEffects(work));
        }
        progress(action.at(), HistoryEvent.FINISHED);
        mayFail(action, action.next());
        return true;
    }

    /** A body that inspects the database begins anew; what it finds of an interrupted run is its own. */
    private boolean isOurs() {
        return revision.inspects() && state.unfinished().containsKey(revision.id()) && direction == Direction.UPGRADE;
    }

    /** An interrupted step of DDL is done when its effect is there. */
    private boolean isDone(Action action) {
        try {
            action.perform(work, false);
            return false;
        } catch (Effects.ImpossibleException e) {
            return true;
        }
    }

    /** An index is built, or dropped, in several transactions; in between it is invalid. */
    private boolean runIndex(Action action, Step.Index index, boolean ours, boolean again) {
        String invalid = Effects.invalid(index.effect());
        if (direction == Direction.UPGRADE && work.has(index.effect())
                || direction == Direction.DOWNGRADE && again && index.isAbsent(work)) {
            return true;
        }
        if (direction == Direction.UPGRADE && work.has(invalid)) {
            if (!ours) {
                return false;
            }
            commitEffects(action, work.without(invalid));
        }
        Effects after = action.perform(work, stamped);
        commitEffects(action, work.without(index.effect()).without(invalid).plus(invalid));
        commitEffects(action, work.without(invalid));
        commitEffects(action, after);
        return true;
    }

    private void commitEffects(Action action, Effects value) {
        work = value;
        commit(state.withEffects(work));
        mayFail(action, action.at());
    }

    private void progress(StepPosition at, HistoryEvent event) {
        Progress before = state.unfinished().get(revision.id());
        Progress partial = before == null || direction == Direction.UPGRADE ? null : before.partialUpgrade();
        ModelState next =
                state.withEffects(work).withProgress(revision.id(), new Progress(direction, at, event, partial));
        commit(direction == Direction.DOWNGRADE ? next.withRow(revision.id(), false) : next);
    }

    /** A failure is recorded with the step at which the next run resumes, unless the step is Java and has not finished. */
    private void mayFail(Action action, StepPosition resumeAt) {
        Progress now = state.unfinished().get(revision.id());
        if (now != null && !(now.isUncertain() && action.isJava())) {
            failures.add(state.withProgress(
                    revision.id(), new Progress(direction, resumeAt, HistoryEvent.FAILURE, now.reverting())));
        }
    }

    private void commit(ModelState next) {
        state = next;
        states.add(next);
    }
}
