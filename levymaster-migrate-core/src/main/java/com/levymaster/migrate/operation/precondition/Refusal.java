package com.levymaster.migrate.operation.precondition;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why PostgreSQL would refuse an operation.
 *
 * @param problem a clause about the operation: {@code view v uses the column}
 * @param remedy what to do instead
 */
public record Refusal(String problem, String remedy) {

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
