package com.levymaster.migrate.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
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
        Event event,
        String revision,
        String message,
        Instant recordedAt,
        Duration duration,
        @Nullable String checksum,
        @Nullable String operations,
        Author author,
        @Nullable String error,
        @Nullable String guards) {

    /** What can happen to a revision. */
    public enum Event {
        UPGRADE,
        DOWNGRADE,
        STAMP,
        UNSTAMP,
        /** A step outside of a transaction began; all steps before it are committed. */
        STARTED,
        /** That step ended. */
        FINISHED,
        FAILURE,
        REPAIR;

        /** As the table has it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Event of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Who did it, and from where. */
    public record Author(
            @Nullable String databaseUser,
            @Nullable String osUser,
            @Nullable String host,
            @Nullable String application,
            @Nullable String applicationVersion) {

        /** This process. */
        public static Author ofThisProcess(@Nullable String application, @Nullable String applicationVersion) {
            return new Author(null, System.getProperty("user.name"), ThisHost.name(), application, applicationVersion);
        }
    }
}
