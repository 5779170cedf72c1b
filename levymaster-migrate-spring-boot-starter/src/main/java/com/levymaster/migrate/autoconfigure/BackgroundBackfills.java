package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lock.LockTimeoutException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs what a start has left to backfills: an upgrade as any other, in a thread of its own, from when the application has started
 * until it stops. Of several instances, the one that gets the migration lock runs it, and another one goes on if it ends.
 */
final class BackgroundBackfills implements SmartLifecycle {

    private static final Log log = LogFactory.getLog(BackgroundBackfills.class);

    /** A connection is taken to ask for the lock, and not kept while another instance has it. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Thread> threads = new ArrayList<>();
    private boolean running;

    /** Adds an upgrade that runs once the application has started. */
    synchronized void add(Migrator migrator, List<RevisionHeader> later, String... targets) {
        String prefix = migrator.settings().database() == null
                ? ""
                : migrator.settings().database() + ": ";
        log.info(prefix + "Left to the background, since they need backfills: "
                + later.stream().map(RevisionHeader::title).collect(Collectors.joining(", ")));
        Migrator impatient = migrator.withSettings(
                migrator.settings().withLock(migrator.settings().lock().withTimeout(LOCK_TIMEOUT)));
        Thread thread = new Thread(() -> run(impatient, prefix, targets), "levymaster-migrate-backfill");
        thread.setDaemon(true);
        threads.add(thread);
        if (running) {
            thread.start();
        }
    }

    private static void run(Migrator migrator, String prefix, String... targets) {
        try {
            RunReport report = upgrade(migrator, prefix, targets);
            log.info(prefix + "The backfills have ended: the database is at " + String.join(", ", report.after())
                    + " after " + report.revisions().size() + " revisions in "
                    + report.duration().toMillis() + " ms");
        } catch (InterruptedException e) {
            log.info(prefix + "The application stops; another instance or the next start runs the backfills");
        } catch (MigrationException e) {
            if (Thread.currentThread().isInterrupted()) {
                log.info(prefix + "The application stops; another instance or the next start continues the backfills. "
                        + e.getMessage());
            } else {
                log.error(
                        prefix
                                + "The backfills in the background have ended with an error, and the revisions that need them"
                                + " are not applied. Run `db backfill`, or start an instance again, to continue them: "
                                + e.getMessage(),
                        e);
            }
        } catch (RuntimeException | Error e) {
            log.error(prefix + "The backfills in the background have ended with an error", e);
        }
    }

    private static RunReport upgrade(Migrator migrator, String prefix, String... targets) throws InterruptedException {
        for (boolean waits = false; ; waits = true) {
            try {
                return migrator.upgrade(targets);
            } catch (LockTimeoutException e) {
                if (!waits) {
                    log.info(prefix
                            + "Another process migrates the database; its backfills are continued here if it stops");
                }
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        threads.forEach(Thread::start);
    }

    /** The current batch is the last one. What is committed is kept with its progress. */
    @Override
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
