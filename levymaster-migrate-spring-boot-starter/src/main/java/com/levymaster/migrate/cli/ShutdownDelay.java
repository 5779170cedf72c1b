package com.levymaster.migrate.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a run that is asked to terminate tell what became of it, before the process ends. */
final class ShutdownDelay {

    /** Longer than a run takes to cancel its statement. */
    private static final Duration AT_MOST = Duration.ofSeconds(25);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "levymaster-migrate-command");

    private ShutdownDelay() {}

    /** @param isRun whether the command ends by itself when the process is asked to terminate */
    static ShutdownDelay of(boolean isRun) {
        ShutdownDelay delay = new ShutdownDelay();
        if (isRun) {
            Runtime.getRuntime().addShutdownHook(delay.hook);
        }
        return delay;
    }

    private void await() {
        try {
            ended.await(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
