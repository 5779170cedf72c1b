package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.Contestant.Name;
import com.levymaster.migrate.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many nodes of an application that start at once on an empty database. */
final class ConcurrentStarts implements Workload {

    private static final int REVISIONS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String id() {
        return "W5";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        Corpus corpus = Corpus.of(REVISIONS, lab.directory());
        List<Table> tables = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (int number : new int[] {8, 32}) {
            List<Node> nodes = nodes(lab, corpus, number);
            Table table = lab.compare(
                    number + " starts", nodes.stream().map(Node::entrant).toList());
            tables.add(table);
            goals.addAll(goals(table, nodes));
            nodes.stream().map(Node::trouble).filter(text -> !text.isEmpty()).forEach(troubles::add);
        }
        return new Section(
                id(),
                "Concurrent starts",
                "Threads that all start at once, each with a connection of its own, on an empty database, with "
                        + REVISIONS + " revisions; the time until the last is ready. A start that fails is repeated at"
                        + " once, as an orchestrator would, for " + PATIENCE.toSeconds() + " s at the most. Allocated"
                        + " bytes are not those of the threads. Starts that failed in the worst round: "
                        + (troubles.isEmpty() ? "none" : String.join("; ", troubles)) + ".",
                goals,
                tables);
    }

    private static List<Node> nodes(Lab lab, Corpus corpus, int number) throws Exception {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node(single(), Name.OURS.contestant(lab.directory()), corpus, 1));
        nodes.add(new Node(Name.OURS.text, Name.OURS.contestant(lab.directory()), corpus, number));
        for (Name peer : Name.peers()) {
            nodes.add(new Node(peer.text, peer.contestant(lab.directory()), corpus, number));
        }
        return nodes;
    }

    private static String single() {
        return Name.OURS.text + ", a single start";
    }

    private static List<Goal> goals(Table table, List<Node> nodes) {
        Node ours = nodes.stream().filter(n -> n.name.equals(Ours.NAME)).findFirst().orElseThrow();
        Row fastest = Name.peers().stream()
                .map(peer -> table.row(peer.text))
                .min(Comparator.comparingDouble(Row::wall))
                .orElseThrow();
        String variant = table.variant() + ": ";
        return List.of(
                Goal.exactly(variant + "starts that failed", 0, ours.failed()),
                Goal.atMost(variant + "time", 1.2, table.ratio(Ours.NAME, single()), " × a single start"),
                Goal.atMost(
                        variant + "time",
                        1,
                        table.ratio(Ours.NAME, fastest.name()),
                        " × the fastest peer (" + fastest.name() + ")"));
    }

    /** A number of equal nodes, and the worst that befell them. */
    private static final class Node {

        private final String name;
        private final Contestant contestant;
        private final Corpus corpus;
        private final int number;
        private int failed;
        private int late;

        Node(String name, Contestant contestant, Corpus corpus, int number) {
            this.name = name;
            this.contestant = contestant;
            this.corpus = corpus;
            this.number = number;
        }

        Entrant entrant() {
            return new Entrant(name, this::trial, null);
        }

        int failed() {
            return failed + late;
        }

        /** Nothing where all went well. */
        String trouble() {
            if (failed() == 0) {
                return "";
            }
            return name + " " + failed + " of " + number
                    + (late == 0 ? "" : " (" + late + " were not ready when the time was up)");
        }

        private Sample trial() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(number);
            AtomicInteger failures = new AtomicInteger();
            AtomicInteger unready = new AtomicInteger(number);
            try (TestDatabase database = TestDatabase.create()) {
                Sample sample = Sample.of(() -> {
                    for (int i = 0; i < number; i++) {
                        threads.execute(() -> start(database, failures, unready));
                    }
                    threads.shutdown();
                    threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                });
                failed = Math.max(failed, failures.get());
                late = Math.max(late, unready.get());
                return sample;
            } finally {
                threads.shutdownNow();
            }
        }

        private void start(TestDatabase database, AtomicInteger failures, AtomicInteger unready) {
            boolean failedBefore = false;
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    contestant.on(database.dataSource(), corpus).run();
                    unready.decrementAndGet();
                    return;
                } catch (Exception e) {
                    if (!failedBefore) {
                        failedBefore = true;
                        failures.incrementAndGet();
                    }
                }
            }
        }
    }
}
