package com.levymaster.migrate.explorer;

import com.levymaster.migrate.explorer.Command.Kind;
import com.levymaster.migrate.explorer.Outcome.Answer;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.StampPlan;
import com.levymaster.migrate.store.HistoryEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The reference model: what each command answers and commits. It reads no database. */
record Model(ModelGraph graph) {

    /** A command that nothing disturbs. */
    Outcome of(Command command, ModelState state) {
        if (!graph.isClosed(state.applied()) && command.kind() != Kind.STAMP && command.kind() != Kind.PURGE) {
            return Outcome.unchanged(Answer.REFUSED, state);
        }
        try {
            return switch (command.kind()) {
                case UPGRADE, DOWNGRADE -> run(plan(command, state), state);
                case STAMP -> stamp(command.target(), false, state);
                case PURGE -> stamp(command.target(), true, state);
                case REPAIR, DONE, RUN_AGAIN -> repair(command.kind(), state);
            };
        } catch (RevisionException e) {
            return Outcome.unchanged(Answer.REFUSED, state);
        }
    }

    /** @throws RevisionException when the target does not fit */
    Plan plan(Command command, ModelState state) {
        return command.kind() == Kind.UPGRADE
                ? graph.graph().upgrade(state.applied(), command.target())
                : graph.graph().downgrade(state.appliedOrUnfinished(), command.target());
    }

    /** The rest of a command that lost its connection, planned from what is applied now. */
    Outcome again(Command command, Plan first, ModelState state) {
        if (!graph.isClosed(state.applied())) {
            return Outcome.unchanged(Answer.REFUSED, state);
        }
        if (command.kind() == Kind.UPGRADE && !command.target().contains("+")) {
            return of(command, state);
        }
        List<RevisionHeader> rest = first.direction() == Direction.UPGRADE
                ? graph.graph().upgrade(state.applied(), topmost(first)).steps()
                : first.steps().stream()
                        .filter(step -> state.appliedOrUnfinished().contains(step.id()))
                        .toList();
        boolean another = !first.steps().containsAll(rest);
        Set<String> remaining = new HashSet<>(state.appliedOrUnfinished());
        rest.forEach(step -> remaining.remove(step.id()));
        boolean needed = first.direction() == Direction.DOWNGRADE && !graph.isClosed(remaining);
        return another || needed
                ? Outcome.unchanged(Answer.REFUSED, state)
                : run(new Plan(first.direction(), rest, remaining), state);
    }

    private List<String> topmost(Plan plan) {
        return graph.graph().headsOf(plan.ids()).stream()
                .map(RevisionHeader::id)
                .toList();
    }

    /** Revisions one after the other, as long as each has its ground. */
    Outcome run(Plan plan, ModelState state) {
        if (plan.isEmpty()) {
            return Outcome.unchanged(Answer.EMPTY, state);
        }
        if (plan.steps().stream().anyMatch(step -> isRefused(plan.direction(), step.id(), state))) {
            return Outcome.unchanged(Answer.REFUSED, state);
        }
        List<ModelState> states = new ArrayList<>(List.of(state));
        List<ModelState> failures = new ArrayList<>();
        for (RevisionHeader step : plan.steps()) {
            ModelState now = states.get(states.size() - 1);
            RevisionRun run = new RevisionRun(graph.find(step.id()), plan.direction(), now);
            Answer answer = hasGround(plan.direction(), step.id(), now) ? run.run() : Answer.FAILED;
            states.addAll(run.states());
            failures.addAll(run.failures());
            if (answer != Answer.DONE) {
                return new Outcome(answer, states, failures);
            }
        }
        return new Outcome(Answer.DONE, states, failures);
    }

    private boolean isRefused(Direction direction, String id, ModelState state) {
        Progress progress = state.unfinished().get(id);
        if (direction == Direction.UPGRADE) {
            return graph.find(id).isRefused() || progress != null && !progress.isUpgrade();
        }
        Progress partial = progress == null ? null : progress.partialUpgrade();
        return partial != null && graph.find(id).isKept(partial);
    }

    /** A row is only written if the parents are applied, and only deleted if no dependent is. */
    private boolean hasGround(Direction direction, String id, ModelState state) {
        return direction == Direction.UPGRADE
                ? !state.applied().contains(id)
                        && graph.graph().needs(id).stream()
                                .allMatch(need -> state.applied().contains(need.id()))
                : state.appliedOrUnfinished().contains(id)
                        && graph.graph().neededBy(id).stream()
                                .noneMatch(need -> state.applied().contains(need.id()));
    }

    private Outcome stamp(String target, boolean purge, ModelState state) {
        StampPlan plan = graph.graph().stamp(purge ? Set.of() : state.applied(), List.of(target));
        if (!graph.isClosed(plan.appliedAfter())) {
            return Outcome.unchanged(Answer.REFUSED, state);
        }
        ModelState after = state;
        for (String id : state.applied()) {
            after = purge || plan.forgotten().contains(id) ? after.withApplied(id, false) : after;
        }
        for (String id : ended(target, purge, plan, state)) {
            after = after.withProgress(id, null);
        }
        for (String id : plan.recorded()) {
            after = after.withStamp(id);
        }
        boolean honest = after.unfinished().isEmpty()
                ? after.effects().equals(graph.replay(after.applied()))
                : state.honest()
                        && after.applied().equals(state.applied())
                        && after.unfinished().equals(state.unfinished());
        after = after.withHonesty(honest);
        return new Outcome(Answer.DONE, List.of(state, after), List.of());
    }

    /** The progress of unfinished revisions at or above the target ends. */
    private Set<String> ended(String target, boolean purge, StampPlan plan, ModelState state) {
        if (purge || target.equals("base")) {
            return state.unfinished().keySet();
        }
        Set<String> named = new HashSet<>(plan.recorded());
        named.addAll(plan.forgotten());
        graph.graph().resolve(target).forEach(header -> named.add(header.id()));
        Set<String> ended = new HashSet<>();
        graph.graph().dependents(named).forEach(header -> ended.add(header.id()));
        return ended;
    }

    private Outcome repair(Kind kind, ModelState state) {
        boolean open = state.unfinished().entrySet().stream().anyMatch(e -> isOpen(e.getKey(), e.getValue()));
        if (kind == Kind.REPAIR && open) {
            return Outcome.unchanged(Answer.REFUSED, state);
        }
        ModelState after = state;
        for (var entry : state.unfinished().entrySet()) {
            if (isOpen(entry.getKey(), entry.getValue())) {
                HistoryEvent event = kind == Kind.DONE ? HistoryEvent.FINISHED : HistoryEvent.REPAIR;
                after = after.withProgress(entry.getKey(), entry.getValue().with(event))
                        .withHonesty(after.honest() && isTrue(kind, entry.getKey(), entry.getValue(), state));
            }
        }
        ModelState rebuilt = after.withEffects(after.effects().reindexed());
        return new Outcome(Answer.DONE, List.of(state, after, rebuilt), List.of());
    }

    /** Whether only a person knows if the step was done. */
    private boolean isOpen(String id, Progress progress) {
        ModelRevision revision = graph.find(id);
        return progress.isUncertain()
                && !(revision.inspects() && progress.isUpgrade())
                && interrupted(revision, progress).isUnknownWhenInterrupted();
    }

    private static Step interrupted(ModelRevision revision, Progress progress) {
        Progress partial = progress.partialUpgrade();
        List<ModelRevision.Action> actions = progress.isUpgrade() || partial == null
                ? revision.actions(progress.direction())
                : revision.inverses(partial);
        return actions.stream()
                .filter(action -> action.at().equals(progress.at()))
                .findFirst()
                .orElseThrow()
                .step();
    }

    /** The repair that says the truth about the interrupted steps. */
    Command trueRepair(ModelState state) {
        boolean done = state.unfinished().entrySet().stream()
                .filter(e -> isOpen(e.getKey(), e.getValue()))
                .allMatch(e -> isTrue(Kind.DONE, e.getKey(), e.getValue(), state));
        return done ? Command.repairDone() : Command.repairRunAgain();
    }

    /** Whether what the person says of the step is so: a row that it inserts is there, or one that it deletes is not. */
    private boolean isTrue(Kind kind, String id, Progress progress, ModelState state) {
        Step step = interrupted(graph.find(id), progress);
        boolean present = step instanceof Row row && state.effects().has(Effects.row(row.name()));
        return (present == progress.isUpgrade()) == (kind == Kind.DONE);
    }
}
