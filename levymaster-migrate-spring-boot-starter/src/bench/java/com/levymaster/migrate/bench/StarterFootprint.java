package com.levymaster.migrate.bench;

import java.nio.file.Files;
import java.util.List;

/** What a start with nothing to do leaves behind. */
final class StarterFootprint implements Workload {

    private static final String SMALL = Ours.NAME + ", 10 revisions";
    private static final String LARGE = Ours.NAME + ", 1000 revisions";

    @Override
    public String id() {
        return "W8";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        Corpus many = Corpus.light(1000, lab.directory());
        Table table;
        try (Starts starts = new Starts(true)) {
            table = lab.compare(
                    "after the start and a garbage collection: MB are the retained heap",
                    List.of(
                            starts.without(),
                            starts.ours(SMALL, Corpus.light(10, lab.directory()).jar()),
                            starts.ours(LARGE, many.jar()),
                            starts.flyway(many),
                            starts.liquibase(many)));
        }
        double jars = (Files.size(Starts.core()) + Files.size(Starts.starter())) / 1e6;
        return new Section(
                id(),
                "Footprint",
                "The application of W3. The own jars are the core and the starter, without the command line"
                        + " parser.",
                List.of(
                        Goal.atMost("own jars", 1, jars, " MB"),
                        Goal.atMost("10 revisions: classes more", 150, classes(table, SMALL, Starts.WITHOUT), ""),
                        Goal.atMost("1000 revisions: classes more", 150, classes(table, LARGE, Starts.WITHOUT), ""),
                        Goal.atMost("classes more with 1000 than with 10", 5, classes(table, LARGE, SMALL), ""),
                        Goal.atMost(
                                "1000 revisions: heap kept",
                                1,
                                (kept(table, LARGE) - kept(table, Starts.WITHOUT)) / 1e6,
                                " MB more")),
                List.of(table));
    }

    private static double classes(Table table, String one, String other) {
        return table.row(one).median(Sample::classes) - table.row(other).median(Sample::classes);
    }

    private static double kept(Table table, String name) {
        return table.row(name).median(Sample::allocated);
    }
}
