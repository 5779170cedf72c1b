package com.levymaster.migrate.store;

import java.util.List;

/**
 * A page of the history.
 *
 * @param entries the entries of the page, newest first
 * @param total the number of entries that match the query, on all pages
 */
public record HistoryPage(List<HistoryEntry> entries, long total) {

    /** A page without entries. */
    public static final HistoryPage EMPTY = new HistoryPage(List.of(), 0);

    public HistoryPage {
        entries = List.copyOf(entries);
    }
}
