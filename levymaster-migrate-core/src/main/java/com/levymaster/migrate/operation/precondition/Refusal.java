package com.levymaster.migrate.operation.precondition;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why PostgreSQL would refuse an operation.
 *
 * @param problem a clause about the operation: {@code view v uses the column}
 * @param remedy what to do instead
 * @param ofUndo whether PostgreSQL accepts it, but an undo would change what was so before; no reason on the way down
 */
public record Refusal(String problem, String remedy, boolean ofUndo) {

    /** What PostgreSQL itself refuses. */
    public Refusal(String problem, String remedy) {
        this(problem, remedy, false);
    }

    /** One refusal that lists what an undo would change; none if there is nothing. */
    static List<Refusal> undone(String problem, List<String> objects, String remedy) {
        return list(problem, objects, remedy).stream()
                .map(refusal -> new Refusal(refusal.problem(), refusal.remedy(), true))
                .toList();
    }

    static List<Refusal> when(boolean condition, String problem, String remedy) {
        return condition ? List.of(new Refusal(problem, remedy)) : List.of();
    }

    /** One refusal that lists the objects in the way; none if there are none. */
    static List<Refusal> list(String problem, List<String> objects, String remedy) {
        return when(
                !objects.isEmpty(),
                problem + ": " + objects.stream().distinct().collect(Collectors.joining(", ")),
                remedy);
    }

    @SafeVarargs
    static List<Refusal> all(List<Refusal>... refusals) {
        return Stream.of(refusals).flatMap(List::stream).distinct().toList();
    }
}
