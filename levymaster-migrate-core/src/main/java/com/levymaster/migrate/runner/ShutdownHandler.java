package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.postgresql.PGConnection;

/**
 * Ends a run in order when the process is told to end, by SIGTERM or Ctrl-C: what runs is cancelled and rolled back, and
 * the lock is given back, before the process is gone. Without this a start that waits for a table would keep its process
 * alive, since the end of an application context waits for its start.
 */
public final class ShutdownHandler implements RunListener, AutoCloseable {

    private static final Log log = LogFactory.getLog(ShutdownHandler.class);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connection connection;
    private final Thread runner = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "levymaster-migrate-termination");
    private volatile boolean told;

    /** @param connection the one that the run of the current thread works on */
    public ShutdownHandler(Connection connection) {
        this.connection = connection;
    }

    /** From now on, until it is closed. */
    public void watch() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            told = true;
        }
    }

    @Override
    public void beforeRevision(Direction direction, RevisionHeader revision) {
        refuse();
    }

    @Override
    public void beforeStep(RevisionHeader revision, int step, int steps, String description) {
        refuse();
    }

    @Override
    public void close() {
        ended.countDown();
        if (!told) {
            unhook();
        }
    }

    private void unhook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.debug("The process ends just now, and there is nothing left to cancel", e);
        }
    }

    private void refuse() {
        if (told) {
            throw new MigrationException(
                    "The process was told to end.", "start again: the next run goes on from here.");
        }
    }

    private void end() {
        told = true;
        log.info("The process was told to end: what is being migrated is cancelled and rolled back");
        runner.interrupt();
        long start = System.nanoTime();
        try {
            do {
                cancel();
            } while (!ended.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)
                    && System.nanoTime() - start < PATIENCE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            log.debug("Nothing could be cancelled", e);
        }
    }
}
