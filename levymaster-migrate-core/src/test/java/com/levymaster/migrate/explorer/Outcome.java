package com.levymaster.migrate.explorer;

import java.util.List;

/**
 * What the model says of a command.
 *
 * @param answer what the command answers when nothing disturbs it
 * @param states every state that is committed on the way, the one before the command first
 * @param failures the states in which the command may end when it fails on the way
 */
record Outcome(Answer answer, List<ModelState> states, List<ModelState> failures) {

    Outcome {
        states = List.copyOf(states);
        failures = List.copyOf(failures);
    }

    /** The kinds of answers. */
    enum Answer {
        /** Something was done. */
        DONE,
        /** There is nothing to do. */
        EMPTY,
        /** It may not run as it is. */
        REFUSED,
        /** A revision failed. */
        FAILED
    }

    static Outcome unchanged(Answer answer, ModelState state) {
        return new Outcome(answer, List.of(state), List.of());
    }

    ModelState end() {
        return states.get(states.size() - 1);
    }
}
