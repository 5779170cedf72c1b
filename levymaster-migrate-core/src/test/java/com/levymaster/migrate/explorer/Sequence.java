package com.levymaster.migrate.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commands one after the other over the revisions of one graph. */
record Sequence(ModelGraph graph, List<Part> parts) {

    Sequence {
        parts = List.copyOf(parts);
    }

    /** One command, and what happens to its process; {@code null} for nothing. */
    record Part(Command command, @Nullable Cut cut) {

        String source() {
            return command.source() + (cut == null ? "" : ", " + cut.source());
        }
    }

    static Sequence over(ModelGraph graph) {
        return new Sequence(graph, List.of());
    }

    Sequence then(Command command) {
        return plus(new Part(command, null));
    }

    Sequence then(Command command, Cut cut) {
        return plus(new Part(command, cut));
    }

    Sequence plus(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Sequence(graph, more);
    }

    Sequence without(int index) {
        List<Part> fewer = new ArrayList<>(parts);
        fewer.remove(index);
        return new Sequence(graph, fewer);
    }

    Sequence with(int index, Part part) {
        List<Part> changed = new ArrayList<>(parts);
        changed.set(index, part);
        return new Sequence(graph, changed);
    }

    /** A test that runs it. */
    String source() {
        return parts.stream()
                .map(part -> "                .then(" + part.source() + ")")
                .collect(Collectors.joining("\n", """
                            @Test
                            void found_by_the_explorer() throws Exception {
                                explorer.check(Sequence.over(Graphs.named("%s"))
                        """.formatted(graph.name()), ");\n    }\n"));
    }

    @Override
    public String toString() {
        return graph.name() + ": "
                + parts.stream().map(Part::source).map(s -> "[" + s + "]").collect(Collectors.joining(" "));
    }
}
