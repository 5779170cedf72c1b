package com.levymaster.migrate.runner;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Lock timeout and pause of each attempt; both double, up to their limits. */
final class RetryBackoff {

    private static final Log log = LogFactory.getLog(RetryBackoff.class);

    private final RetrySettings settings;
    private final long start = System.nanoTime();
    private Duration lockTimeout;
    private Duration pause;
    private int attempts = 1;

    RetryBackoff(RetrySettings settings) {
        this.settings = settings;
        this.lockTimeout = settings.lockTimeout();
        this.pause = settings.initialBackoff();
    }

    Duration lockTimeout() {
        return lockTimeout;
    }

    int attempts() {
        return attempts;
    }

    /**
     * Waits for the next attempt; false when there is to be none.
     *
     * @param blocked what was blocked, for the log
     * @param failure gets the interruption of the wait, if there is one
     */
    boolean sleep(String blocked, Throwable failure) {
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        if (spent.plus(pause).compareTo(settings.totalTimeout()) >= 0) {
            return false;
        }
        long millis = ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1);
        log.info(blocked + "; attempt " + (attempts + 1) + " in " + millis + " ms");
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            return false;
        }
        attempts++;
        lockTimeout = lesser(lockTimeout.multipliedBy(2), settings.maxLockTimeout());
        pause = lesser(pause.multipliedBy(2), settings.maxBackoff());
        return true;
    }

    private static Duration lesser(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
