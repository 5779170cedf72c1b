package com.levymaster.migrate.bench;

import java.util.ArrayList;
import java.util.List;

/** A start of a Boot application with nothing to do, with the starter and without. */
final class StarterOverhead implements Workload {

    @Override
    public String id() {
        return "W3";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        List<Table> tables = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        for (int size : List.of(100, 1000)) {
            Table table = compare(lab, Corpus.light(size, lab.directory()));
            tables.add(table);
            Row ours = table.ours();
            Row without = table.row(Starts.WITHOUT);
            goals.add(Goal.atMost(table.variant() + ": time more", 60, ours.wall() - without.wall(), " ms"));
            goals.add(Goal.atMost(table.variant() + ": CPU more", 120, ours.cpu() - without.cpu(), " ms"));
        }
        return new Section(
                id(),
                "Starter overhead",
                "A minimal Boot application with a database, as a separate process, from its start until it"
                        + " is ready and exits; all revisions are applied. The revisions are in a"
                        + " jar, as they are deployed; a directory of classes, as in development, is scanned. The other"
                        + " tools use Boot's starters.",
                goals,
                tables);
    }

    private static Table compare(Lab lab, Corpus corpus) throws Exception {
        try (Starts starts = new Starts(false)) {
            return lab.compare(
                    corpus.size() + " revisions",
                    List.of(
                            starts.without(),
                            starts.ours(Ours.NAME, corpus.jar()),
                            starts.ours(Ours.NAME + ", a directory of classes", corpus.classes()),
                            starts.flyway(corpus),
                            starts.liquibase(corpus)));
        }
    }
}
