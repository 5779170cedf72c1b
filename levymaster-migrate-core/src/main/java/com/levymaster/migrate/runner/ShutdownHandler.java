package com.levymaster.migrate.runner;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.postgresql.PGConnection;

/**
 * Ends a run in order when its thread is interrupted, after the current batch or step, or when the process is asked to
 * terminate, by SIGTERM or Ctrl-C: the current statement is cancelled,
 * the transaction is rolled back and the lock released before the process ends. Without this, a start that waits for a
 * table lock would keep its process alive, since closing an application context waits for its start.
 */
public final class ShutdownHandler implements RunListener, AutoCloseable {

    private static final Log log = LogFactory.getLog(ShutdownHandler.class);

    /** The name of the thread that cancels a run when the process is asked to terminate. */
    public static final String THREAD = "levymaster-migrate-shutdown";

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connection connection;
    private final Thread runner = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, THREAD);
    private volatile boolean shuttingDown;
    private boolean interrupted;
    private boolean closed;

    private ShutdownHandler(Connection connection) {
        this.connection = connection;
    }

    /**
     * Handles a shutdown from now on, until it is closed.
     *
     * @param connection that the current thread migrates with
     */
    public static ShutdownHandler register(Connection connection) {
        ShutdownHandler handler = new ShutdownHandler(connection);
        try {
            Runtime.getRuntime().addShutdownHook(handler.hook);
        } catch (IllegalStateException e) {
            handler.shuttingDown = true;
        }
        return handler;
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
    public void afterBatch(RevisionHeader revision, int step, BackfillProgress progress) {
        refuse();
    }

    /** An interruption by this handler ends with the run: what closes afterwards, such as a pool, is not interrupted. */
    @Override
    public synchronized void close() {
        closed = true;
        ended.countDown();
        if (!shuttingDown) {
            unhook();
        } else if (interrupted) {
            Thread.interrupted();
        }
    }

    private void unhook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.debug("The process is ending; there is nothing left to cancel", e);
        }
    }

    private void refuse() {
        if (shuttingDown || runner.isInterrupted()) {
            throw new RunEndedException();
        }
    }

    private void end() {
        if (!interrupt()) {
            return;
        }
        log.info("The process is asked to terminate: the current migration is cancelled and rolled back");
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

    /** Returns whether the run has not ended yet. */
    private synchronized boolean interrupt() {
        shuttingDown = true;
        if (!closed) {
            interrupted = true;
            runner.interrupt();
        }
        return !closed;
    }

    private void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            log.debug("The current statement could not be cancelled", e);
        }
    }
}
