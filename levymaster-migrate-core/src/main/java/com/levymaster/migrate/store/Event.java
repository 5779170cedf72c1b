package com.levymaster.migrate.store;

import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to the history.
 *
 * @param sql what ran; {@code null} where it is not to be kept
 */
public record Event(
        HistoryEntry.Event kind,
        RevisionHeader revision,
        Duration duration,
        @Nullable String checksum,
        @Nullable String operations,
        @Nullable String error,
        @Nullable String sql) {

    public static Event of(HistoryEntry.Event kind, RevisionHeader revision, Duration duration) {
        return new Event(kind, revision, duration, null, null, null, null);
    }

    public Event withError(String text) {
        return new Event(kind, revision, duration, checksum, operations, text, sql);
    }

    public Event withChecksum(String value, String operationLines) {
        return new Event(kind, revision, duration, value, operationLines, error, sql);
    }

    public Event withSql(@Nullable String text) {
        return new Event(kind, revision, duration, checksum, operations, error, text);
    }
}
