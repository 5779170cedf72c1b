package com.levymaster.migrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the workloads and writes the report.
 *
 * <p>System properties: {@code bench.only}, such as {@code W1,W2}; {@code bench.rounds}; {@code bench.directory} for what
 * is needed along the way; {@code bench.docs} for the report of a whole run; {@code bench.notes}, what people have to say about
 * it. A run of some workloads leaves its report in the directory.
 */
final class Bench {

    private static final List<Workload> WORKLOADS = List.of(
            new FreshApply(),
            new NothingToDo(),
            new InspectAndCompare(),
            new ConcurrentStarts(),
            new PureCore(),
            new GeneratedJava());

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        Path directory = Path.of(System.getProperty("bench.directory", "target/bench"));
        String only = System.getProperty("bench.only", "");
        Lab lab = new Lab(Integer.getInteger("bench.rounds", 5), directory);
        long start = System.nanoTime();
        List<Section> sections = new ArrayList<>();
        for (Workload workload : WORKLOADS) {
            if (only.isBlank() || Set.of(only.split(",")).contains(workload.id())) {
                System.out.println(workload.id());
                sections.add(workload.run(lab));
                long seconds = (System.nanoTime() - start) / 1_000_000_000;
                Report report = new Report(Machine.here(directory), seconds, sections);
                Path target = only.isBlank() ? Path.of(System.getProperty("bench.docs", "docs")) : directory;
                System.out.println("Written: " + report.write(target, notes()));
            }
        }
        System.exit(0);
    }

    private static String notes() throws IOException {
        String file = System.getProperty("bench.notes", "");
        return file.isBlank() ? "" : Files.readString(Path.of(file));
    }
}
