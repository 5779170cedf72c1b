package com.levymaster.migrate.operation.precondition;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why PostgreSQL would refuse an operation, or its undo could not be right.
 *
 * @param problem a clause about the operation: {@code view v uses the column}
 * @param remedy what to do instead
 * @param onlyUndo whether the server would accept it, and only a later undo would go wrong; a downgrade has none
 */
public record Refusal(String problem, String remedy, boolean onlyUndo) {

    /** Creates a refusal by the server. */
    public Refusal(String problem, String remedy) {
        this(problem, remedy, false);
    }

    /** The same refusals, of steps that the server would accept. */
    static List<Refusal> onlyUndo(List<Refusal> refusals) {
        return refusals.stream()
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
