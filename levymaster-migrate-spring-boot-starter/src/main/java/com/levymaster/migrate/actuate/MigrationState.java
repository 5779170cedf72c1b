package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.command.TenantStatus;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of a database compared with the application, as shown by the endpoint, the health indicator and the info
 * contributor.
 *
 * @param state the most severe state that applies
 * @param status applied and pending revisions; {@code null} if the database could not be queried, or has tenants
 * @param failed ids of pending revisions whose last run did not complete
 * @param tenants where the tenants stand, in which case there is no status; {@code null} if there are none
 * @param error why a query failed; {@code null} if none did
 */
public record MigrationState(
        State state,
        @Nullable Status status,
        Set<String> failed,
        @Nullable TenantsState tenants,
        @Nullable String error) {

    /** Copies the collection. */
    public MigrationState {
        failed = Set.copyOf(failed);
    }

    /** How the database compares with the application. */
    public enum State {
        /** All revisions are applied. */
        CURRENT,
        /** Some revisions are pending. */
        PENDING,
        /** Pending revisions wait for backfills that the application has left to the background. */
        BACKFILLING,
        /** The last run of a pending revision failed or was interrupted. */
        FAILED,
        /** The database has revisions that are unknown to this application. */
        UNKNOWN,
        /** A revision is applied although a revision that it requires is not. */
        DIVERGED,
        /** The database could not be queried. */
        UNAVAILABLE;

        /** Returns the lower-case name, as shown to users. */
        public String displayName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static MigrationState unavailable(@Nullable String error) {
        return new MigrationState(State.UNAVAILABLE, null, Set.of(), null, error);
    }

    /**
     * Queries the database of the migrator. Returns {@link State#UNAVAILABLE} instead of throwing if that fails.
     *
     * @param background the ids of the revisions that the application has left to backfills in the background
     */
    static MigrationState of(Migrator migrator, Set<String> background) {
        QueryResult<Status> result = QueryResult.of(migrator::status);
        Status status = result.value();
        if (status == null) {
            return unavailable(result.error());
        }
        QueryResult<Set<String>> failed =
                status.isUpToDate() && status.waiting().isEmpty() ? new QueryResult<>(Set.of(), null) : QueryResult.of(migrator::unfinishedRevisions);
        Set<String> ended = new TreeSet<>(failed.orElse(Set.of()));
        if (migrator.settings().backfill().background()) {
            ended.removeAll(running(status));
        }
        return new MigrationState(state(status, ended, background), status, ended, null, failed.error());
    }

    /** In the background, a revision that has begun and not failed runs, or is about to be continued. */
    private static List<String> running(Status status) {
        return status.unfinished().stream()
                .filter(unfinished -> unfinished.last().event() != HistoryEvent.FAILURE)
                .map(UnfinishedRevision::id)
                .toList();
    }

    /** Queries where all tenants stand. The state is the most severe of a tenant. */
    static MigrationState of(TenantMigrator migrator) {
        QueryResult<List<TenantStatus>> result = QueryResult.of(migrator::status);
        if (result.value() == null) {
            return unavailable(result.error());
        }
        TenantsState tenants = TenantsState.of(result.value());
        return new MigrationState(tenants.worst(), null, Set.of(), tenants, null);
    }

    private static State state(Status status, Set<String> failed, Set<String> background) {
        if (!status.gaps().isEmpty()) {
            return State.DIVERGED;
        }
        if (!status.unknown().isEmpty()) {
            return State.UNKNOWN;
        }
        if (!failed.isEmpty()) {
            return State.FAILED;
        }
        if (status.isUpToDate()) {
            return State.CURRENT;
        }
        return status.pending().stream().map(RevisionHeader::id).anyMatch(background::contains)
                ? State.BACKFILLING
                : State.PENDING;
    }
}
