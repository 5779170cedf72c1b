package com.levymaster.migrate.actuate;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Caches what a database is at for a few seconds, so that all gauges of one scrape share one query. */
final class StatusCache<T> {

    private static final long TIME_TO_LIVE_NANOS = 5_000_000_000L;

    private final Supplier<T> query;
    private QueryResult<T> latest = new QueryResult<>(null, null);
    private long lastQuery;

    StatusCache(Supplier<T> query) {
        this.query = query;
        this.lastQuery = System.nanoTime() - TIME_TO_LIVE_NANOS;
    }

    /** Returns the count, or NaN if the database cannot be queried. */
    synchronized double count(ToIntFunction<T> count) {
        if (System.nanoTime() - lastQuery >= TIME_TO_LIVE_NANOS) {
            latest = QueryResult.of(query);
            lastQuery = System.nanoTime();
        }
        return latest.value() == null ? Double.NaN : count.applyAsInt(latest.value());
    }
}
