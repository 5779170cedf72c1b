package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.UpgradeSplit;
import com.levymaster.migrate.error.CommandName;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.lock.LockTimeoutException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs what a start has left to backfills: an upgrade as any other, in a thread of its own, from when the application has started
 * until it stops. Of several instances, the one that gets the migration lock runs it, and another one goes on if it ends.
 */
public final class BackgroundBackfills implements SmartLifecycle {

    private static final Log log = LogFactory.getLog(BackgroundBackfills.class);

    /** A connection is taken to ask for the lock, and not kept while another instance has it. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Those that have neither ended nor failed. */
    private final List<Task> tasks = new CopyOnWriteArrayList<>();

    private final List<Thread> threads = new ArrayList<>();
    private final Duration betweenTries;
    private boolean running;

    BackgroundBackfills() {
        this(BETWEEN_TRIES);
    }

    /** @param betweenTries how long another process, or an outage, is waited for before it is tried again */
    BackgroundBackfills(Duration betweenTries) {
        this.betweenTries = betweenTries;
    }

    /**
     * An upgrade that is left to the background.
     *
     * @param migrator of the application
     * @param runs whether it is run by this application, and not only by another one
     */
    private record Task(Migrator migrator, UpgradeSplit split, boolean runs) {

        String prefix() {
            String database = migrator.settings().database();
            return database == null ? "" : database + ": ";
        }

        Migrator impatient() {
            return migrator.withSettings(
                    migrator.settings().withLock(migrator.settings().lock().withTimeout(LOCK_TIMEOUT)));
        }
    }

    /** Adds an upgrade that runs once the application has started. */
    synchronized void add(Migrator migrator, UpgradeSplit split) {
        Task task = new Task(migrator, split, true);
        log.info(task.prefix() + "Left to the background, since they need backfills: " + titles(split));
        tasks.add(task);
        if (running) {
            start(task);
        }
    }

    /** Adds an upgrade that the application starts without, and leaves to another process. */
    void await(Migrator migrator, UpgradeSplit split) {
        Task task = new Task(migrator, split, false);
        log.info(task.prefix() + "Not needed yet, since they need backfills: " + titles(split));
        tasks.add(task);
    }

    private static String titles(UpgradeSplit split) {
        return split.later().stream().map(RevisionHeader::title).collect(Collectors.joining(", "));
    }

    /** Returns the ids of the revisions of a database that the application has left to the background, and that have not failed there. */
    public Set<String> of(Migrator migrator) {
        return tasks.stream()
                .filter(task -> task.migrator() == migrator)
                .flatMap(task -> task.split().later().stream())
                .map(RevisionHeader::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void start(Task task) {
        Thread thread = new Thread(() -> run(task), "levymaster-migrate-backfill");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void run(Task task) {
        String prefix = task.prefix();
        try {
            RunReport report = upgrade(task);
            log.info(prefix + "The backfills have ended: the database is at " + String.join(", ", report.after())
                    + " after " + report.revisions().size() + " revisions in "
                    + report.duration().toMillis() + " ms");
        } catch (InterruptedException e) {
            log.info(prefix + "The application stops; another instance or the next start runs the backfills");
            return;
        } catch (MigrationException e) {
            if (Thread.currentThread().isInterrupted()) {
                log.info(prefix + "The application stops; another instance or the next start continues the backfills. "
                        + e.getMessage());
                return;
            }
            log.error(
                    prefix
                            + "The backfills in the background have ended with an error, and the revisions that need"
                            + " them are not applied. " + CommandName.in("Run `db backfill`")
                            + ", or start an instance again, to continue them: "
                            + e.getMessage(),
                    e);
        } catch (RuntimeException | Error e) {
            log.error(prefix + "The backfills in the background have ended with an error", e);
        }
        tasks.remove(task);
    }

    private RunReport upgrade(Task task) throws InterruptedException {
        Migrator migrator = task.impatient();
        String[] targets = task.split().goal().toArray(String[]::new);
        String logged = "";
        while (true) {
            try {
                return migrator.upgrade(targets);
            } catch (MigrationException e) {
                String reason = reasonToTryAgain(e);
                if (reason.isEmpty() || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (!reason.equals(logged)) {
                    log.info(task.prefix() + reason);
                    logged = reason;
                }
                Thread.sleep(betweenTries.toMillis());
            }
        }
    }

    /** Empty if trying again is of no use. */
    private static String reasonToTryAgain(MigrationException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof LockTimeoutException) {
                return "Another process migrates the database; its backfills are continued here if it stops";
            }
        }
        boolean lost = failure instanceof DatabaseUnavailableException
                || failure instanceof RevisionFailedException revision
                        && SqlStates.isConnectionClosed(revision.sqlState());
        return lost ? "The backfills are continued when the database can be used again: " + failure.problem() : "";
    }

    @Override
    public synchronized void start() {
        running = true;
        tasks.stream().filter(Task::runs).forEach(this::start);
    }

    /** The current batch is the last one. What is committed is kept with its progress. */
    @Override
    public void stop() {
        List<Thread> stopping = interrupt();
        long start = System.nanoTime();
        try {
            for (Thread thread : stopping) {
                Duration left = PATIENCE.minusNanos(System.nanoTime() - start);
                thread.join(Math.max(1, left.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.stream().anyMatch(Thread::isAlive)) {
            log.warn("A batch of a backfill runs for longer than the " + PATIENCE.toSeconds()
                    + " s that the stop waits for it; it is rolled back when its connection is closed");
        }
    }

    private synchronized List<Thread> interrupt() {
        running = false;
        List<Thread> stopping = List.copyOf(threads);
        threads.clear();
        stopping.forEach(Thread::interrupt);
        return stopping;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
