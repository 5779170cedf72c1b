package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a database stands, as endpoint, health and info tell it.
 *
 * @param failed ids of pending revisions whose last run did not come to its end
 */
public record MigrationState(
        State state,
        @Nullable Status status,
        Set<String> failed,
        @Nullable String error) {

    public MigrationState {
        failed = Set.copyOf(failed);
    }

    /** How the database compares with the application, the worst that is true of it. */
    public enum State {
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

        public String displayName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static MigrationState of(Migrator migrator) {
        QueryResult<Status> answer = QueryResult.of(migrator::status);
        Status status = answer.value();
        if (status == null) {
            return new MigrationState(State.UNAVAILABLE, null, Set.of(), answer.error());
        }
        QueryResult<Set<String>> failed =
                status.isUpToDate() ? new QueryResult<>(Set.of(), null) : QueryResult.of(migrator::unfinishedRevisions);
        return new MigrationState(
                state(migrator, status, failed.orElse(Set.of())), status, failed.orElse(Set.of()), failed.error());
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
}
