package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistoryQuery;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Parameters of a history query.
 *
 * @param page page number, starting at 0
 * @param size events per page
 * @param event the event to select; {@code null} for all events
 * @param revision the revision to select; {@code null} for all revisions
 */
record HistoryRequest(
        int page,
        int size,
        @Nullable HistoryEvent event,
        @Nullable String revision) {

    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 500;

    static HistoryRequest of(
            @Nullable Integer page, @Nullable Integer size, @Nullable String event, @Nullable String revision) {
        int requestedPage = page == null ? 0 : page;
        int requestedSize = size == null ? DEFAULT_SIZE : size;
        if (requestedPage < 0 || requestedSize < 1 || requestedSize > MAX_SIZE) {
            throw new InvalidEndpointRequestException(
                    "page starts at 0 and size is at most " + MAX_SIZE,
                    "Pages start at 0; the size is between 1 and " + MAX_SIZE + ".");
        }
        return new HistoryRequest(requestedPage, requestedSize, parseEvent(event), revision);
    }

    HistoryQuery query() {
        return new HistoryQuery((long) page * size, size, event, revision);
    }

    private static @Nullable HistoryEvent parseEvent(@Nullable String name) {
        if (name == null) {
            return null;
        }
        List<HistoryEvent> known = Arrays.stream(HistoryEvent.values())
                .filter(event -> event != HistoryEvent.UNKNOWN)
                .toList();
        return known.stream()
                .filter(event -> event.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new InvalidEndpointRequestException(
                        "unknown event", "The event must be one of " + known + "."));
    }
}
