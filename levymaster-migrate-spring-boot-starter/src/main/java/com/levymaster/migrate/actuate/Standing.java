package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEntry.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a database stands, as endpoint, health and info tell it.
 *
 * @param failed ids of pending revisions whose last run did not come to its end
 * @param history the newest first; empty where it was not asked for
 */
record Standing(
        State state,
        @Nullable Status status,
        Set<String> failed,
        List<HistoryEntry> history,
        @Nullable String error) {

    Standing {
        failed = Set.copyOf(failed);
        history = List.copyOf(history);
    }

    /** How the database compares with the application, the worst that is true of it. */
    enum State {
        /** All revisions are applied. */
        CURRENT,
        /** Some are not. */
        PENDING,
        /** The last run of a pending one failed or was cut off. */
        FAILED,
        /** The database has revisions that this application does not. */
        UNKNOWN,
        /** A revision is applied, and one that it needs is not. */
        DIVERGED,
        /** The database could not be asked. */
        UNAVAILABLE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Standing of(Migrator migrator) {
        Answer<Status> answer = Answer.to(migrator::status);
        Status status = answer.value();
        if (status == null) {
            return new Standing(State.UNAVAILABLE, null, Set.of(), List.of(), answer.error());
        }
        Answer<List<HistoryEntry>> history = Answer.to(migrator::history);
        Set<String> failed = failed(status, history.or(List.of()));
        return new Standing(state(migrator, status, failed), status, failed, history.or(List.of()), history.error());
    }

    private static State state(Migrator migrator, Status status, Set<String> failed) {
        if (!migrator.graph().gaps(status.applied()).isEmpty()) {
            return State.DIVERGED;
        }
        if (!status.unknown().isEmpty()) {
            return State.UNKNOWN;
        }
        if (!failed.isEmpty()) {
            return State.FAILED;
        }
        return status.isUpToDate() ? State.CURRENT : State.PENDING;
    }

    private static Set<String> failed(Status status, List<HistoryEntry> newestFirst) {
        Set<String> pending =
                new HashSet<>(status.pending().stream().map(RevisionHeader::id).toList());
        Set<String> failed = new HashSet<>();
        for (HistoryEntry entry : newestFirst) {
            boolean isLatest = pending.remove(entry.revision());
            if (isLatest && (entry.event() == Event.FAILURE || entry.event() == Event.STARTED)) {
                failed.add(entry.revision());
            }
        }
        return failed;
    }
}
