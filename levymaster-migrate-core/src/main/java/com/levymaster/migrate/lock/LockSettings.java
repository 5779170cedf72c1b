package com.levymaster.migrate.lock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to wait for the lock.
 *
 * @param timeout how long in all
 * @param pollInterval how long between two tries at the most; the first tries come sooner
 * @param key of the advisory lock; {@code null} to derive it from the version table's name
 */
public record LockSettings(
        Duration timeout, Duration pollInterval, @Nullable Long key) {

    /** Five minutes, at the most two seconds between tries. */
    public static final LockSettings DEFAULT = new LockSettings(Duration.ofMinutes(5), Duration.ofSeconds(2), null);
}
