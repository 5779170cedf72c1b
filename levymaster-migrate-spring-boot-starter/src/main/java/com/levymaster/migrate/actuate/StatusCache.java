package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import java.util.function.ToIntFunction;

/** Caches the status for a few seconds, so that all gauges of one scrape share one query. */
final class StatusCache {

    private static final long TIME_TO_LIVE_NANOS = 5_000_000_000L;

    private final Migrator migrator;
    private QueryResult<Status> latest = new QueryResult<>(null, null);
    private long lastQuery;

    StatusCache(Migrator migrator) {
        this.migrator = migrator;
        this.lastQuery = System.nanoTime() - TIME_TO_LIVE_NANOS;
    }

    /** Returns the count, or NaN if the database cannot be queried. */
    synchronized double count(ToIntFunction<Status> count) {
        if (System.nanoTime() - lastQuery >= TIME_TO_LIVE_NANOS) {
            latest = QueryResult.of(migrator::status);
            lastQuery = System.nanoTime();
        }
        return latest.value() == null ? Double.NaN : count.applyAsInt(latest.value());
    }
}
