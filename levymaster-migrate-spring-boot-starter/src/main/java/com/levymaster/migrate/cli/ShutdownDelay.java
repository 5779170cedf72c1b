package com.levymaster.migrate.cli;

import com.levymaster.migrate.runner.ShutdownHandler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a run that is asked to terminate tell what became of it, before the process ends. */
final class ShutdownDelay {

    /** Longer than a run takes to cancel its statement. */
    private static final Duration AT_MOST = Duration.ofSeconds(25);

    private static final int STARTS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::terminate, "levymaster-migrate-command");
    private final boolean isRun;
    private final Runnable stopLogging;

    private ShutdownDelay(boolean isRun, Runnable stopLogging) {
        this.isRun = isRun;
        this.stopLogging = stopLogging;
    }

    /** @param isRun whether the command ends by itself when the process is asked to terminate while it runs revisions */
    static ShutdownDelay of(boolean isRun, Runnable stopLogging) {
        ShutdownDelay delay = new ShutdownDelay(isRun, stopLogging);
        Runtime.getRuntime().addShutdownHook(delay.hook);
        return delay;
    }

    /** A command that still connects or plans is not waited for: nothing cancels it. */
    private void terminate() {
        try {
            if (isRun && isCancelled()) {
                ended.await(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopLogging.run();
    }

    /** All hooks of the process are started at once, in any order; that of a run is there until the run has ended. */
    private boolean isCancelled() throws InterruptedException {
        for (int i = 0; i < STARTS; i++) {
            if (Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals(ShutdownHandler.THREAD))) {
                return true;
            }
            if (ended.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    /** The command has told its result. */
    void end() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending
        }
    }
}
