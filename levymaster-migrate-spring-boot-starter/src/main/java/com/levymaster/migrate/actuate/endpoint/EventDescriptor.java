package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryPage;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the history.
 *
 * @param id id of the entry
 * @param event {@code upgrade}, {@code downgrade}, {@code stamp}, {@code adopt}, {@code unstamp}, {@code started}, {@code finished},
 *     {@code failure} or {@code repair}; {@code started} and {@code finished} refer to a non-transactional step;
 *     any other event was recorded by another version
 * @param revision id of the revision
 * @param message message of the revision
 * @param recordedAt time by the server's clock
 * @param durationMillis duration in milliseconds
 * @param databaseUser database user who ran it
 * @param application {@code spring.application.name} of the process that ran it
 * @param applicationVersion {@code spring.application.version} of that process
 * @param failedAt for a failure: the failed step, such as {@code step 2 of 5}
 * @param sqlState for a failure: the SQLSTATE
 * @param guards results of steps with an existence guard, such as {@code step 2: skipped create table county}
 */
public record EventDescriptor(
        long id,
        String event,
        String revision,
        String message,
        Instant recordedAt,
        long durationMillis,
        @Nullable String databaseUser,
        @Nullable String application,
        @Nullable String applicationVersion,
        @Nullable String failedAt,
        @Nullable String sqlState,
        List<String> guards) {

    /** The only parts taken from an error text; the rest may contain SQL or application data. */
    private static final Pattern STEP = Pattern.compile("^(step \\d+ of \\d+|at its end)");

    private static final Pattern STATE = Pattern.compile("\\[([0-9A-Z]{5})]$");

    /** Copies the list. */
    public EventDescriptor {
        guards = List.copyOf(guards);
    }

    static List<EventDescriptor> of(HistoryPage page) {
        return page.entries().stream().map(EventDescriptor::of).toList();
    }

    private static EventDescriptor of(HistoryEntry entry) {
        return new EventDescriptor(
                entry.id(),
                entry.eventText(),
                entry.revision(),
                entry.message(),
                entry.recordedAt(),
                entry.duration().toMillis(),
                entry.author().databaseUser(),
                entry.author().application(),
                entry.author().applicationVersion(),
                find(STEP, entry.error()),
                find(STATE, entry.error()),
                entry.guards() == null ? List.of() : entry.guards().lines().toList());
    }

    private static @Nullable String find(Pattern pattern, @Nullable String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
