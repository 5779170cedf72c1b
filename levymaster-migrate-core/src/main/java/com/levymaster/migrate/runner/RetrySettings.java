package com.levymaster.migrate.runner;

import java.time.Duration;

/**
 * When something that fails is tried again. A revision that ran into a lock timeout, a deadlock or a serialisation
 * failure runs again as a whole, in a new transaction, for its own transaction is rolled back by then.
 *
 * @param budget for all tries of one revision, pauses included; zero to fail at once
 * @param lockTimeout how long a statement of a transactional revision waits for the lock on a table the first time, and
 *     so how long at the most it keeps other sessions waiting behind it; zero for no limit, and then nothing is retried
 * @param maxLockTimeout what the lock timeout grows to, doubling with each try
 * @param pause before the second try; doubles with each, with jitter
 * @param maxPause what the pause grows to
 * @param connect how long to wait for a server that is starting, or has no connection to spare
 * @param reach how long to wait for a server that does not answer at all
 */
public record RetrySettings(
        Duration budget,
        Duration lockTimeout,
        Duration maxLockTimeout,
        Duration pause,
        Duration maxPause,
        Duration connect,
        Duration reach) {

    /** Ten minutes of tries with 1 to 5 seconds each; 30 seconds for a server that starts, none for one that is away. */
    public static final RetrySettings DEFAULT = new RetrySettings(
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ZERO);

    public RetrySettings withBudget(Duration value) {
        return new RetrySettings(value, lockTimeout, maxLockTimeout, pause, maxPause, connect, reach);
    }

    public RetrySettings withLockTimeout(Duration first, Duration most) {
        return new RetrySettings(budget, first, most, pause, maxPause, connect, reach);
    }

    public RetrySettings withPause(Duration first, Duration most) {
        return new RetrySettings(budget, lockTimeout, maxLockTimeout, first, most, connect, reach);
    }

    public RetrySettings withConnect(Duration starting, Duration away) {
        return new RetrySettings(budget, lockTimeout, maxLockTimeout, pause, maxPause, starting, away);
    }
}
