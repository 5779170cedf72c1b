package com.levymaster.migrate.actuate;

import java.util.List;
import java.util.Locale;
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
        @Nullable String event,
        @Nullable String revision) {

    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST = 500;

    static HistoryRequest of(
            @Nullable Integer page, @Nullable Integer size, @Nullable String event, @Nullable String revision) {
        int wantedPage = page == null ? 0 : page;
        int wantedSize = size == null ? DEFAULT_SIZE : size;
        if (wantedPage < 0 || wantedSize < 1 || wantedSize > LARGEST) {
            throw new InvalidEndpointRequestException(
                    "page starts at 0 and size is at most " + LARGEST,
                    "A page starts at 0; its size is between 1 and " + LARGEST + ".");
        }
        return new HistoryRequest(
                wantedPage, wantedSize, event == null ? null : event.toLowerCase(Locale.ROOT), revision);
    }

    boolean wants(EventDescriptor candidate) {
        return (event == null || event.equals(candidate.event()))
                && (revision == null || revision.equals(candidate.revision()));
    }

    List<EventDescriptor> pageOf(List<EventDescriptor> all) {
        return all.stream().skip((long) page * size).limit(size).toList();
    }
}
