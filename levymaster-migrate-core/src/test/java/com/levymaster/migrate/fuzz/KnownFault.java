package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.testing.Compiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A fault that is known and not mended yet, with a sequence that shows it: a file of {@code src/test/resources/known-faults},
 * the source of a revision after three comment lines with the rule, the world and the reason.
 */
record KnownFault(String rule, World world, String reason, List<Operation> operations) {

    private static final Path DIRECTORY = Path.of("src/test/resources/known-faults");

    /** All of them, compiled at once. */
    static List<KnownFault> all() throws IOException {
        if (!Files.isDirectory(DIRECTORY)) {
            return List.of();
        }
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.sorted().toList()) {
                String source = Files.readString(file);
                sources.put(source.replaceAll("(?s).*?\nclass (\\w+) .*", "$1"), source);
            }
        }
        if (sources.isEmpty()) {
            return List.of();
        }
        Compiled compiled = Compiled.leniently(sources);
        return sources.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> of(entry.getValue(), compiled, entry.getKey()))
                .toList();
    }

    private static KnownFault of(String source, Compiled compiled, String className) {
        List<String> comment =
                source.lines().limit(3).map(line -> line.substring(3)).toList();
        return new KnownFault(
                comment.get(0),
                World.valueOf(comment.get(1)),
                comment.get(2),
                Compiled.said(op -> compiled.migration(className).upgrade(op)));
    }

    @Override
    public String toString() {
        return rule;
    }
}
