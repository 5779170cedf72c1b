package com.levymaster.migrate.runner;

import java.time.Duration;

/**
 * When something that fails is tried again. A revision that ran into a lock timeout, a deadlock or a serialisation
 * failure runs again as a whole, in a new transaction, for its own transaction is rolled back by then.
 *
 * @param totalTimeout for all tries of one revision, pauses included; zero to fail at once
 * @param lockTimeout how long a statement of a transactional revision waits for the lock on a table the first time, and
 *     so how long at the most it keeps other sessions waiting behind it; zero for no limit, and then nothing is retried
 * @param maxLockTimeout what the lock timeout grows to, doubling with each try
 * @param initialBackoff before the second try; doubles with each, with jitter
 * @param maxBackoff what the pause grows to
 * @param startingTimeout how long to wait for a server that is starting, or has no connection to spare
 * @param unreachableTimeout how long to wait for a server that does not answer at all
 */
public record RetrySettings(
        Duration totalTimeout,
        Duration lockTimeout,
        Duration maxLockTimeout,
        Duration initialBackoff,
        Duration maxBackoff,
        Duration startingTimeout,
        Duration unreachableTimeout) {

    /** Ten minutes of tries with 1 to 5 seconds each; 30 seconds for a server that starts, none for one that is away. */
    public static final RetrySettings DEFAULT = new RetrySettings(
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ZERO);

    /** Returns a copy with this limit for all attempts of one revision; zero to fail at once. */
    public RetrySettings withTotalTimeout(Duration value) {
        return new RetrySettings(
                value, lockTimeout, maxLockTimeout, initialBackoff, maxBackoff, startingTimeout, unreachableTimeout);
    }

    /** Returns a copy with these lock timeouts of the first attempt and at most. */
    public RetrySettings withLockTimeout(Duration first, Duration most) {
        return new RetrySettings(
                totalTimeout, first, most, initialBackoff, maxBackoff, startingTimeout, unreachableTimeout);
    }

    /** Returns a copy with these pauses before the second attempt and at most. */
    public RetrySettings withBackoff(Duration first, Duration most) {
        return new RetrySettings(
                totalTimeout, lockTimeout, maxLockTimeout, first, most, startingTimeout, unreachableTimeout);
    }

    /** Returns a copy with these timeouts for a server that is starting, and for one that does not respond. */
    public RetrySettings withConnectTimeouts(Duration starting, Duration away) {
        return new RetrySettings(totalTimeout, lockTimeout, maxLockTimeout, initialBackoff, maxBackoff, starting, away);
    }
}
