package com.levymaster.migrate.explorer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.StepPosition;
import java.util.ArrayList;
import java.util.List;

/**
 * A revision of which the model knows what each step does.
 *
 * @param inspects whether the body of the upgrade calls {@code op.inspector()}
 */
record ModelRevision(RevisionHeader header, boolean transactional, boolean inspects, List<Step> steps) {

    ModelRevision {
        steps = List.copyOf(steps);
    }

    static ModelRevision base(String id, Step... steps) {
        return new ModelRevision(RevisionHeader.of(id), true, false, List.of(steps));
    }

    static ModelRevision after(String down, String id, Step... steps) {
        return new ModelRevision(RevisionHeader.of(id, down), true, false, List.of(steps));
    }

    ModelRevision withHeader(RevisionHeader value) {
        return new ModelRevision(value, transactional, inspects, steps);
    }

    ModelRevision outsideTransaction() {
        return new ModelRevision(header, false, inspects, steps);
    }

    ModelRevision inspecting() {
        return new ModelRevision(header, transactional, true, steps);
    }

    String id() {
        return header.id();
    }

    /** The revision for a migrator. */
    RevisionDefinition definition() {
        return new RevisionDefinition(header, transactional, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                if (inspects) {
                    op.inspector();
                }
                steps.forEach(step -> step.record(op));
            }

            @Override
            public void downgrade(Operations op) {
                if (isUndone()) {
                    op.undo(this::upgrade);
                } else {
                    Step.reversed(steps).forEach(step -> step.recordInverse(op));
                }
            }
        });
    }

    /** Whether the downgrade is {@code op.undo}. */
    boolean isUndone() {
        return !inspects && steps.stream().allMatch(Step::isInvertible);
    }

    /** Whether planning refuses the upgrade: it could not be resumed exactly. */
    boolean isRefused() {
        return inspects && committedEarly().stream().anyMatch(step -> !step.isRepeatable());
    }

    private List<Step> committedEarly() {
        if (!transactional) {
            return steps;
        }
        for (int i = steps.size(); i > 0; i--) {
            if (steps.get(i - 1) instanceof Step.Block) {
                return steps.subList(0, i);
            }
        }
        return List.of();
    }

    /** All that an upgrade of the revision does to a database. */
    Effects applyTo(Effects before) {
        Effects after = before;
        for (Step step : steps) {
            after = step.apply(after);
        }
        return after;
    }

    /** The actions of an upgrade or a downgrade, in order. */
    List<Action> actions(Direction direction) {
        return actions(direction, direction == Direction.UPGRADE ? steps : Step.reversed(steps));
    }

    /** The actions of a downgrade that reverts the committed part of an unfinished upgrade, the last step first. */
    List<Action> inverses(Progress upgrade) {
        StepPosition end = upgrade.resumeAt();
        List<Step> inverses = new ArrayList<>();
        if (upgrade.isUncertain()) {
            Step interrupted = stepAt(upgrade.at());
            inverses.add(new Step.Block(
                    List.of(interrupted instanceof Step.Index index ? new Step.PossibleIndex(index) : interrupted)));
        }
        List<Step> committed = new ArrayList<>(steps.subList(0, Math.min(steps.size(), end.step() - 1)));
        if (end.inner() > 1 && end.step() <= steps.size() && steps.get(end.step() - 1) instanceof Step.Block block) {
            committed.add(new Step.Block(
                    block.steps().subList(0, Math.min(block.steps().size(), end.inner() - 1))));
        }
        inverses.addAll(Step.reversed(committed));
        return actions(Direction.DOWNGRADE, inverses);
    }

    /** Whether the committed part of an unfinished upgrade cannot be reverted. */
    boolean isKept(Progress upgrade) {
        boolean unknown = upgrade.isUncertain() && !(stepAt(upgrade.at()) instanceof Step.Index);
        return inspects
                || unknown
                || inverses(upgrade).stream().anyMatch(action -> !action.step().isInvertible());
    }

    /** The step at a position of the upgrade. */
    Step stepAt(StepPosition at) {
        Step step = steps.get(at.step() - 1);
        return step instanceof Step.Block block && at.inner() > 0
                ? block.steps().get(at.inner() - 1)
                : step;
    }

    private List<Action> actions(Direction direction, List<Step> ordered) {
        List<Action> actions = new ArrayList<>();
        for (int i = 1; i <= ordered.size(); i++) {
            Step step = ordered.get(i - 1);
            if (step instanceof Step.Block block) {
                List<Step> inner = direction == Direction.UPGRADE ? block.steps() : Step.reversed(block.steps());
                for (int k = 1; k <= inner.size(); k++) {
                    StepPosition next = k == inner.size() ? new StepPosition(i + 1, 0) : new StepPosition(i, k + 1);
                    actions.add(new Action(new StepPosition(i, k), next, inner.get(k - 1), direction, true));
                }
            } else {
                actions.add(new Action(
                        new StepPosition(i, 0), new StepPosition(i + 1, 0), step, direction, !transactional));
            }
        }
        return actions;
    }

    /**
     * One step of an upgrade or a downgrade.
     *
     * @param next where a run resumes after it
     * @param outside whether it runs outside the transaction
     */
    record Action(StepPosition at, StepPosition next, Step step, Direction direction, boolean outside) {

        /** @throws Effects.ImpossibleException when it fails */
        Effects perform(Effects before, boolean stamped) {
            if (direction == Direction.UPGRADE) {
                return step.apply(before);
            }
            return stamped && step.isInsert() ? before : step.revert(before);
        }

        boolean isJava() {
            return step instanceof Step.Row row && row.means() == Step.Row.Means.DATA;
        }
    }
}
