package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.QueryResult;
import com.levymaster.migrate.store.HistoryPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what happened.
 *
 * @param events the newest first
 * @param page counted from 0
 * @param size how many events a page has at the most
 * @param total how many events there are on all pages
 * @param error why the database could not be asked
 */
public record HistoryDescriptor(
        List<EventDescriptor> events,
        int page,
        int size,
        long total,
        @Nullable String error) {

    public HistoryDescriptor {
        events = List.copyOf(events);
    }

    static HistoryDescriptor of(HistoryRequest request, QueryResult<HistoryPage> answer) {
        HistoryPage found = answer.orElse(HistoryPage.EMPTY);
        return new HistoryDescriptor(
                EventDescriptor.of(found), request.page(), request.size(), found.total(), answer.error());
    }
}
