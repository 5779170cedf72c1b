package com.levymaster.migrate.bench;

import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Nodes that start at once, and the worst that befell them. */
final class Nodes {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Contestant contestant;
    private final Corpus corpus;
    private final int number;
    private final int migrating;
    private @Nullable Sample last;
    private int failed;
    private int late;

    /** @param migrating how many of them migrate; the rest only connect */
    Nodes(String name, Contestant contestant, Corpus corpus, int number, int migrating) {
        this.name = name;
        this.contestant = contestant;
        this.corpus = corpus;
        this.number = number;
        this.migrating = migrating;
    }

    String name() {
        return name;
    }

    /** Those that are late once are not waited for again. */
    Entrant entrant() {
        return new Entrant(
                name,
                () -> {
                    Sample before = last;
                    Sample sample = late > 0 && before != null ? before : trial();
                    last = sample;
                    return sample;
                },
                null);
    }

    /** How many of the starts failed, or were not ready in time, in the worst trial. */
    int failed() {
        return failed + late;
    }

    /** Nothing where all went well. */
    String trouble() {
        if (failed() == 0) {
            return "";
        }
        return name + " " + failed + " of " + number
                + (late == 0 ? "" : ", and " + late + " of " + number + " were not ready in time");
    }

    private Sample trial() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(number);
        AtomicInteger failures = new AtomicInteger();
        AtomicInteger unready = new AtomicInteger(number);
        try (TestDatabase database = TestDatabase.create()) {
            Sample sample = Sample.of(() -> {
                for (int i = 0; i < number; i++) {
                    Sample.Work work = i < migrating ? () -> migrate(database) : () -> connect(database);
                    threads.execute(() -> start(work, failures, unready));
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

    private void migrate(TestDatabase database) throws Exception {
        contestant.start(database.dataSource(), corpus).run();
    }

    private static void connect(TestDatabase database) throws Exception {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    /** A node that fails several times counts once. */
    private static void start(Sample.Work work, AtomicInteger failures, AtomicInteger unready) {
        boolean failedBefore = false;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                work.run();
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
