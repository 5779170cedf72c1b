package com.levymaster.migrate.rehearse;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of a rehearsal.
 *
 * @param lockTimeout how long a statement waits for a lock
 * @param statementTimeout how long a statement may take
 * @param totalTimeout how long the whole transaction may take, since its locks are held until it is rolled back
 * @param maxLock how long a revision may hold a lock that readers or writers wait for; {@code null} for any time
 * @param java whether steps in Java run too: what they do outside of the database is not rolled back
 */
public record RehearsalSettings(
        Duration lockTimeout,
        Duration statementTimeout,
        Duration totalTimeout,
        @Nullable Duration maxLock,
        boolean java) {

    /** 500 ms for a lock, 10 s for a statement, 30 s for all; no budget, no Java. */
    public static final RehearsalSettings DEFAULT =
            new RehearsalSettings(Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(30), null, false);

    /** Returns a copy with this budget. */
    public RehearsalSettings withMaxLock(@Nullable Duration value) {
        return new RehearsalSettings(lockTimeout, statementTimeout, totalTimeout, value, java);
    }

    /** Returns a copy with these timeouts. */
    public RehearsalSettings withTimeouts(Duration lock, Duration statement, Duration total) {
        return new RehearsalSettings(lock, statement, total, maxLock, java);
    }

    /** Returns a copy that runs steps in Java, or does not. */
    public RehearsalSettings withJava(boolean value) {
        return new RehearsalSettings(lockTimeout, statementTimeout, totalTimeout, maxLock, value);
    }
}
