package com.levymaster.migrate.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of the audit trail.
 *
 * @param run names the command that the event belongs to
 * @param recordedAt by the server's clock
 * @param error what went wrong, in one line; {@code null} where nothing did
 * @param guards what became of guarded steps, one line each; {@code null} where there are none
 */
public record HistoryEntry(
        long id,
        String run,
        HistoryEvent event,
        String revision,
        String message,
        Instant recordedAt,
        Duration duration,
        @Nullable String checksum,
        @Nullable String operations,
        Author author,
        @Nullable String error,
        @Nullable String guards) {

    /** Who did it, and from where. */
    public record Author(
            @Nullable String databaseUser,
            @Nullable String osUser,
            @Nullable String host,
            @Nullable String application,
            @Nullable String applicationVersion) {

        /** This process. */
        public static Author ofThisProcess(@Nullable String application, @Nullable String applicationVersion) {
            return new Author(null, System.getProperty("user.name"), HostName.name(), application, applicationVersion);
        }
    }
}
