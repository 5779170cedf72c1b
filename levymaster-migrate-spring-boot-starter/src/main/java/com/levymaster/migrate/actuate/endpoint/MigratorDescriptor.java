package com.levymaster.migrate.actuate.endpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Overview of one migrator.
 *
 * @param state {@code current}: all revisions are applied; {@code pending}: some are not; {@code backfilling}: they wait
 *     for backfills in the background; {@code failed}: the last run of a pending revision failed; {@code unknown}: the
 *     database has revisions that are unknown to this application; {@code diverged}: it lacks a revision that an applied
 *     one requires; {@code unavailable}: it could not be queried
 * @param current current revisions of the database
 * @param heads heads of the application's graph
 * @param pending pending revisions, in the order of an upgrade
 * @param waiting contract revisions that wait until no older build runs; absent if there are none
 * @param failed ids of pending revisions whose last run did not complete
 * @param unknown ids of applied revisions that are unknown to this application
 * @param applied number of applied revisions
 * @param history the latest events, the newest first
 * @param backfills how far the backfills of pending revisions are; absent if none has begun
 * @param notPresent modules that are not in this application, and whose revisions remain applied; absent if there are none
 * @param existing what the database contains, if it has no version table and others; absent otherwise
 * @param tenants where the tenants stand; {@code state} is then that of the worst tenant, and of the other fields only
 *     {@code heads} is filled; absent if there are none
 * @param error why the database could not be queried
 */
public record MigratorDescriptor(
        String state,
        List<RevisionDescriptor> current,
        List<RevisionDescriptor> heads,
        List<RevisionDescriptor> pending,
        @Nullable List<RevisionDescriptor> waiting,
        List<String> failed,
        List<String> unknown,
        int applied,
        List<EventDescriptor> history,
        @Nullable List<BackfillDescriptor> backfills,
        @Nullable List<String> notPresent,
        @Nullable String existing,
        @Nullable TenantsDescriptor tenants,
        @Nullable String error) {

    static final int LATEST = 10;

    /** Copies the lists. */
    public MigratorDescriptor {
        current = List.copyOf(current);
        heads = List.copyOf(heads);
        pending = List.copyOf(pending);
        waiting = waiting == null || waiting.isEmpty() ? null : List.copyOf(waiting);
        failed = List.copyOf(failed);
        unknown = List.copyOf(unknown);
        history = List.copyOf(history);
        notPresent = notPresent == null || notPresent.isEmpty() ? null : List.copyOf(notPresent);
        backfills = backfills == null ? null : List.copyOf(backfills);
    }
}
