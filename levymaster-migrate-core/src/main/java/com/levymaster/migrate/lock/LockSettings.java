package com.levymaster.migrate.lock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to wait for the lock.
 *
 * @param timeout how long in all
 * @param pollInterval how long between two tries at the most; the first tries come sooner
 * @param key of the advisory lock; {@code null} to derive it from the version table's name
 * @param mode what the lock belongs to
 */
public record LockSettings(
        Duration timeout, Duration pollInterval, @Nullable Long key, Mode mode) {

    /** Five minutes, at the most two seconds between tries, for the whole run. */
    public static final LockSettings DEFAULT = new LockSettings(Duration.ofMinutes(5), Duration.ofSeconds(2), null);

    public LockSettings(Duration timeout, Duration pollInterval, @Nullable Long key) {
        this(timeout, pollInterval, key, Mode.SESSION);
    }

    public LockSettings withMode(Mode value) {
        return new LockSettings(timeout, pollInterval, key, value);
    }

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
