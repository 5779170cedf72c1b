package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.Contestant.Name;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many nodes of an application that start at once on an empty database. */
final class ConcurrentStarts implements Workload {

    private static final int REVISIONS = 100;
    private static final int ATTEMPTS = 20;

    @Override
    public String id() {
        return "W5";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        Corpus corpus = Corpus.of(REVISIONS, lab.directory());
        Table eight = starts(lab.atMost(2), corpus, 8);
        Table many = starts(lab.atMost(2), corpus, 32);
        List<Goal> goals = new ArrayList<>(goals(eight));
        goals.addAll(goals(many));
        return new Section(
                id(),
                "Concurrent starts",
                "Threads that all start at once, each with a connection of its own, on an empty database, with "
                        + REVISIONS + " revisions; the time until the last is ready. A start that fails is repeated at"
                        + " once, as an orchestrator would. Allocated bytes are not those of the threads.",
                goals,
                List.of(eight, many));
    }

    private static Table starts(Lab lab, Corpus corpus, int number) throws Exception {
        List<Entrant> entrants = new ArrayList<>();
        entrants.add(entrant(lab, Name.OURS, corpus, 1, single()));
        entrants.add(entrant(lab, Name.OURS, corpus, number, Name.OURS.text));
        for (Name peer : Name.peers()) {
            entrants.add(entrant(lab, peer, corpus, number, peer.text));
        }
        return lab.compare(number + " starts", entrants);
    }

    private static String single() {
        return Name.OURS.text + ", a single start";
    }

    private static Entrant entrant(Lab lab, Name name, Corpus corpus, int number, String label) throws Exception {
        Contestant contestant = name.contestant(lab.directory());
        return new Entrant(label, () -> trial(contestant, corpus, number), null);
    }

    private static Sample trial(Contestant contestant, Corpus corpus, int number) throws Exception {
        AtomicInteger failures = new AtomicInteger();
        ExecutorService nodes = Executors.newFixedThreadPool(number);
        try (TestDatabase database = TestDatabase.create()) {
            return Sample.of(() -> {
                List<Future<?>> ready = new ArrayList<>();
                for (int i = 0; i < number; i++) {
                    ready.add(nodes.submit(() -> start(contestant, database, corpus, failures)));
                }
                for (Future<?> one : ready) {
                    one.get();
                }
            });
        } finally {
            nodes.shutdown();
            if (failures.get() > 0) {
                System.out.println("    " + failures + " starts failed and were repeated: " + contestant);
            }
        }
    }

    private static Object start(Contestant contestant, TestDatabase database, Corpus corpus, AtomicInteger failures)
            throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                contestant.on(database.dataSource(), corpus).run();
                return database;
            } catch (Exception e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                failures.incrementAndGet();
            }
        }
    }

    private static List<Goal> goals(Table table) {
        List<Goal> goals = new ArrayList<>();
        goals.add(Goal.atMost(table.variant() + ": time", 1.2, table.ratio(Ours.NAME, single()), " × a single start"));
        double fastest = Name.peers().stream()
                .mapToDouble(p -> table.row(p.text).wall())
                .min()
                .orElseThrow();
        goals.add(Goal.atMost(table.variant() + ": time", 1, table.ours().wall() / fastest, " × the fastest peer"));
        return goals;
    }
}
