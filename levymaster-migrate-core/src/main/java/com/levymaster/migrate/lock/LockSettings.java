package com.levymaster.migrate.lock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the migration lock.
 *
 * @param timeout the longest wait
 * @param pollInterval the longest time between two attempts; the first attempts follow sooner
 * @param key of the advisory lock; {@code null} to derive it from the version table's name
 * @param mode what the lock belongs to
 */
public record LockSettings(
        Duration timeout, Duration pollInterval, @Nullable Long key, Mode mode) {

    /** Waits for at most five minutes, with at most two seconds between attempts; held for the whole run. */
    public static final LockSettings DEFAULT = new LockSettings(Duration.ofMinutes(5), Duration.ofSeconds(2), null);

    /** Creates settings of a lock that belongs to the session. */
    public LockSettings(Duration timeout, Duration pollInterval, @Nullable Long key) {
        this(timeout, pollInterval, key, Mode.SESSION);
    }

    /** Returns a copy with this mode. */
    public LockSettings withMode(Mode value) {
        return new LockSettings(timeout, pollInterval, key, value);
    }

    /** Returns a copy with this key; {@code null} to derive it from the version table's name. */
    public LockSettings withKey(@Nullable Long value) {
        return new LockSettings(timeout, pollInterval, value, mode);
    }

    /** Returns a copy with this timeout. */
    public LockSettings withTimeout(Duration value) {
        return new LockSettings(value, pollInterval, key, mode);
    }

    /** What the lock belongs to. */
    public enum Mode {
        /** The session, from the first revision to the last. */
        SESSION,
        /**
         * The transaction of each revision: for connections through a pooler that hands transactions to different
         * sessions. Only revisions that run in a transaction can run then.
         */
        TRANSACTION
    }
}
