package com.levymaster.migrate.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the history.
 *
 * @param run identifies the command run that recorded the entry
 * @param eventText the event as the history table has it
 * @param recordedAt the time by the clock of the server
 * @param error the error, in one line; {@code null} if none occurred
 * @param guards the results of conditional steps, one line each; {@code null} if there are none
 * @param step the step that it is about, such as {@code upgrade 2.1}; {@code null} if it is about all of the revision
 */
public record HistoryEntry(
        long id,
        String run,
        HistoryEvent event,
        String eventText,
        String revision,
        String message,
        Instant recordedAt,
        Duration duration,
        @Nullable String checksum,
        @Nullable String operations,
        Author author,
        @Nullable String error,
        @Nullable String guards,
        @Nullable String step) {

    /** Who recorded the entry, and from where. */
    public record Author(
            @Nullable String databaseUser,
            @Nullable String osUser,
            @Nullable String host,
            @Nullable String application,
            @Nullable String applicationVersion) {

        /** The user, host and application of this process. */
        public static Author ofThisProcess(@Nullable String application, @Nullable String applicationVersion) {
            return new Author(null, System.getProperty("user.name"), HostName.name(), application, applicationVersion);
        }
    }
}
