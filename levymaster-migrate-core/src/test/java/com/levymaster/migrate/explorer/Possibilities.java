package com.levymaster.migrate.explorer;

import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The states in which a command may leave a database, whatever happens to its process. */
record Possibilities(Model model) {

    Set<ModelState> after(Sequence.Part part, ModelState state) {
        Outcome outcome = model.of(part.command(), state);
        Cut cut = part.cut();
        Set<ModelState> possible = new LinkedHashSet<>();
        if (cut == null || !state.honest() || outcome.answer() == Outcome.Answer.FAILED) {
            possible.addAll(undisturbed(outcome, state));
        }
        if (cut != null) {
            disturbed(part.command(), cut, outcome, state, possible);
        }
        return possible;
    }

    /** Where the rows do not say what the database contains, a run may be refused or fail at any step. */
    private static List<ModelState> undisturbed(Outcome outcome, ModelState state) {
        if (!state.honest()) {
            return all(outcome);
        }
        List<ModelState> ends = new ArrayList<>(List.of(outcome.end()));
        if (outcome.answer() == Outcome.Answer.FAILED) {
            ends.addAll(outcome.failures());
        }
        return ends;
    }

    private static List<ModelState> all(Outcome outcome) {
        List<ModelState> all = new ArrayList<>(outcome.states());
        all.addAll(outcome.failures());
        return all;
    }

    private void disturbed(Command command, Cut cut, Outcome outcome, ModelState state, Set<ModelState> possible) {
        Plan first = plan(command, state);
        for (ModelState reached : outcome.states()) {
            for (ModelState other : meanwhile(cut, reached)) {
                possible.add(other);
                if (cut.kind() != Cut.Kind.HALT) {
                    possible.addAll(all(model.of(command, other)));
                    resumed(command, cut, first, other, possible);
                }
            }
        }
        if (cut.kind() == Cut.Kind.LOCK) {
            possible.addAll(outcome.failures());
        }
        if (cut.kind() == Cut.Kind.PAUSE) {
            possible.add(outcome.end());
        }
    }

    private void resumed(Command command, Cut cut, @Nullable Plan first, ModelState state, Set<ModelState> possible) {
        if (first == null) {
            return;
        }
        if (cut.kind() == Cut.Kind.LOCK) {
            for (int i = 0; i < first.steps().size(); i++) {
                var rest = first.steps().subList(i, first.steps().size());
                possible.addAll(all(model.run(new Plan(first.direction(), rest, Set.of()), state)));
            }
        } else {
            possible.addAll(all(model.again(command, first, state)));
        }
    }

    private @Nullable Plan plan(Command command, ModelState state) {
        try {
            return command.runsRevisions() && model.graph().isClosed(state.applied())
                    ? model.plan(command, state)
                    : null;
        } catch (RevisionException e) {
            return null;
        }
    }

    private List<ModelState> meanwhile(Cut cut, ModelState state) {
        List<ModelState> states = new ArrayList<>(List.of(state));
        if (cut.meanwhile() != null) {
            states.addAll(all(model.of(cut.meanwhile(), state)));
        }
        return states;
    }
}
