package com.levymaster.migrate.lock;

import com.levymaster.migrate.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** One wait for the lock: pauses with back-off and jitter, and log lines that name the holder. */
final class LockWait {

    private static final Log log = LogFactory.getLog(LockWait.class);

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private final LockSettings settings;
    private final AdvisoryLockKey key;
    private final Connection connection;
    private final long firstPause;
    private final long start = System.nanoTime();
    private Duration nextLog = Duration.ofSeconds(1);

    /** @param firstPause in milliseconds */
    LockWait(LockSettings settings, AdvisoryLockKey key, Connection connection, long firstPause) {
        this.settings = settings;
        this.key = key;
        this.connection = connection;
        this.firstPause = firstPause;
    }

    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * Returns the milliseconds until the next attempt: as long as the wait so far, with jitter.
     *
     * @throws LockTimeoutException when the timeout has passed
     */
    long nextPause() throws SQLException {
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
        long most = Math.max(1, settings.pollInterval().toMillis());
        long millis = Math.min(Math.max(firstPause, waited.toMillis()), most);
        return ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
    }

    void sleep() throws SQLException {
        long millis = nextPause();
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static MigrationException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new MigrationException(
                "Interrupted while waiting for the migration lock. Nothing was changed.", "start again.", e);
    }
}
