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
 * it. A run of some workloads leaves its report in the directory, or, with {@code bench.docs.update}, puts its sections into the
 * report that is there.
 */
final class Bench {

    private static final List<Workload> WORKLOADS = List.of(
            new FreshApply(),
            new NothingToDo(),
            new InspectAndCompare(),
            new ConcurrentStarts(),
            new PureCore(),
            new GeneratedJava(),
            new Backfilled(),
            new Squashed(),
            new CopiedRows(),
            new TenantSchemas());

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        run(WORKLOADS);
    }

    /** Writes after each, so that a run that is cut off leaves what it has measured; ends the process. */
    static void run(List<Workload> workloads) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        Path directory = Path.of(System.getProperty("bench.directory", "target/bench"));
        String only = System.getProperty("bench.only", "");
        Lab lab = new Lab(Integer.getInteger("bench.rounds", 5), directory);
        long start = System.nanoTime();
        List<Section> sections = new ArrayList<>();
        for (Workload workload : workloads) {
            if (only.isBlank() || Set.of(only.split(",")).contains(workload.id())) {
                System.out.println(workload.id());
                long began = System.nanoTime();
                Section section = workload.run(lab);
                sections.add(section);
                Machine machine = Machine.here(directory);
                if (Boolean.getBoolean("bench.docs.update")) {
                    write(new Report(machine, since(began), List.of(section)).over(docs()), docs());
                } else {
                    write(new Report(machine, since(start), sections), only.isBlank() ? docs() : directory);
                }
            }
        }
        System.exit(0);
    }

    private static Path docs() {
        return Path.of(System.getProperty("bench.docs", "docs"));
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    private static void write(Report report, Path directory) throws IOException {
        System.out.println("Written: " + report.write(directory, notes()));
    }

    private static String notes() throws IOException {
        String file = System.getProperty("bench.notes", "");
        return file.isBlank() ? "" : Files.readString(Path.of(file));
    }
}
