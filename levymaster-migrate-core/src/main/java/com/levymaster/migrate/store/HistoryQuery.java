package com.levymaster.migrate.store;

import org.jspecify.annotations.Nullable;

/**
 * Which part of the history, the newest first.
 *
 * @param offset how many events to pass over
 * @param limit how many events at the most
 * @param event {@code null} for all kinds
 * @param revision an id; {@code null} for all revisions
 */
public record HistoryQuery(
        long offset,
        int limit,
        @Nullable HistoryEvent event,
        @Nullable String revision) {

    /** @throws IllegalArgumentException when offset or limit is negative */
    public HistoryQuery {
        if (offset < 0 || limit < 0) {
            throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
        }
    }

    public static HistoryQuery latest(int limit) {
        return new HistoryQuery(0, limit, null, null);
    }
}
