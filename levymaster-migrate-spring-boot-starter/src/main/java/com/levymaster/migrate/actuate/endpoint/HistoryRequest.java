package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistoryQuery;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * Which part of the history.
 *
 * @param event {@code null} for all kinds
 * @param revision {@code null} for all revisions
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
        int wantedPage = page == null ? 0 : page;
        int wantedSize = size == null ? DEFAULT_SIZE : size;
        if (wantedPage < 0 || wantedSize < 1 || wantedSize > MAX_SIZE) {
            throw new InvalidEndpointRequestException(
                    "page starts at 0 and size is at most " + MAX_SIZE,
                    "A page starts at 0; its size is between 1 and " + MAX_SIZE + ".");
        }
        return new HistoryRequest(wantedPage, wantedSize, parseEvent(event), revision);
    }

    HistoryQuery query() {
        return new HistoryQuery((long) page * size, size, event, revision);
    }

    private static @Nullable HistoryEvent parseEvent(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(HistoryEvent.values())
                .filter(event -> event.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new InvalidEndpointRequestException(
                        "no such event", "An event is one of " + Arrays.toString(HistoryEvent.values()) + "."));
    }
}
