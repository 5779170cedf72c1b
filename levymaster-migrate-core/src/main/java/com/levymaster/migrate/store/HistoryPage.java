package com.levymaster.migrate.store;

import java.util.List;

/**
 * A part of the history.
 *
 * @param entries the newest first
 * @param total how many events there are that the query asks for, those of other pages included
 */
public record HistoryPage(List<HistoryEntry> entries, long total) {

    public static final HistoryPage EMPTY = new HistoryPage(List.of(), 0);

    public HistoryPage {
        entries = List.copyOf(entries);
    }
}
