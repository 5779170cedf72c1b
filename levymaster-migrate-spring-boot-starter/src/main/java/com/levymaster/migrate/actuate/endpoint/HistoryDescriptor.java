package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.QueryResult;
import com.levymaster.migrate.store.HistoryPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the history.
 *
 * @param events the newest first
 * @param page page number, starting at 0
 * @param size maximum number of events per page
 * @param total number of events on all pages
 * @param error why the database could not be queried
 */
public record HistoryDescriptor(
        List<EventDescriptor> events,
        int page,
        int size,
        long total,
        @Nullable String error) {

    /** Copies the list. */
    public HistoryDescriptor {
        events = List.copyOf(events);
    }

    static HistoryDescriptor of(HistoryRequest request, QueryResult<HistoryPage> result) {
        HistoryPage history = result.orElse(HistoryPage.EMPTY);
        return new HistoryDescriptor(
                EventDescriptor.of(history), request.page(), request.size(), history.total(), result.error());
    }
}
