package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import java.util.function.ToIntFunction;

/** Asks the database once for all gauges of one scrape. */
final class StatusCache {

    private static final long TIME_TO_LIVE_NANOS = 5_000_000_000L;

    private final Migrator migrator;
    private QueryResult<Status> latest = new QueryResult<>(null, null);
    private long lastQuery;

    StatusCache(Migrator migrator) {
        this.migrator = migrator;
        this.lastQuery = System.nanoTime() - TIME_TO_LIVE_NANOS;
    }

    /** Not a number while the database cannot be asked. */
    synchronized double count(ToIntFunction<Status> count) {
        if (System.nanoTime() - lastQuery >= TIME_TO_LIVE_NANOS) {
            latest = QueryResult.of(migrator::status);
            lastQuery = System.nanoTime();
        }
        return latest.value() == null ? Double.NaN : count.applyAsInt(latest.value());
    }
}
