package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.op.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects, and steps that the server refuses or accepts because of them.
 *
 * @param version the first version of PostgreSQL that has such objects
 */
record Situation(String objects, int version, List<Attempt> attempts) {

    /** @param problem a part of the problem; {@code null} if the step is accepted */
    record Attempt(@Nullable String problem, Consumer<Operations> step) {}

    static Situation of(String objects) {
        return new Situation(objects, 13, List.of());
    }

    Situation since(int first) {
        return new Situation(objects, first, attempts);
    }

    Situation refuses(String problem, Consumer<Operations> step) {
        return with(new Attempt(problem, step));
    }

    Situation accepts(Consumer<Operations> step) {
        return with(new Attempt(null, step));
    }

    private Situation with(Attempt attempt) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        return new Situation(objects, version, all);
    }

    @Override
    public String toString() {
        return objects;
    }
}
