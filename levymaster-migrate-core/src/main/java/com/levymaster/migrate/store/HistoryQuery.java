package com.levymaster.migrate.store;

import org.jspecify.annotations.Nullable;

/**
 * Selects a page of the history, newest first.
 *
 * @param offset the number of entries to skip
 * @param limit the maximum number of entries
 * @param event the kind of event; {@code null} for all
 * @param revision the id of a revision; {@code null} for all
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

    /** The latest entries of all kinds and revisions. */
    public static HistoryQuery latest(int limit) {
        return new HistoryQuery(0, limit, null, null);
    }
}
