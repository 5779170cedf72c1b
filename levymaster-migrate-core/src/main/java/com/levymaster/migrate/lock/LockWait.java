package com.levymaster.migrate.lock;

import com.levymaster.migrate.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** One wait for the lock: sleeps longer and longer between tries, with jitter, and tells who holds it. */
final class LockWait {

    private static final Log log = LogFactory.getLog(LockWait.class);

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final LockSettings settings;
    private final AdvisoryLockKey key;
    private final long firstPause;
    private final long start = System.nanoTime();
    private Duration nextLog = Duration.ofSeconds(1);

    /** @param firstPause in milliseconds */
    LockWait(LockSettings settings, AdvisoryLockKey key, long firstPause) {
        this.settings = settings;
        this.key = key;
        this.firstPause = firstPause;
    }

    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** How to pass the time until the next try. */
    @FunctionalInterface
    interface Sleeper {
        void take(long millis) throws SQLException, InterruptedException;
    }

    /** @throws LockTimeoutException when the time is up */
    void pause(Connection connection, Sleeper pause) throws SQLException {
        Duration waited = waited();
        if (waited.compareTo(settings.timeout()) >= 0) {
            throw new LockTimeoutException(waited, LockHolder.find(connection, key));
        }
        if (waited.compareTo(nextLog) >= 0) {
            String holder = LockHolder.find(connection, key);
            log.info("Waiting for the migration lock for " + waited.toSeconds() + " s"
                    + (holder == null ? "" : ": " + holder + ", holds it"));
            nextLog = waited.plus(LOG_INTERVAL);
        }
        take(pause, millis(waited));
    }

    /** As much as has been waited already, with jitter. */
    private long millis(Duration waited) {
        long most = Math.max(1, settings.pollInterval().toMillis());
        long millis = Math.min(Math.max(firstPause, waited.toMillis()), most);
        return ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
    }

    private static void take(Sleeper pause, long millis) throws SQLException {
        try {
            pause.take(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    "Interrupted while waiting for the migration lock. Nothing was changed.", "start again.", e);
        }
    }
}
