package com.levymaster.migrate.actuate.endpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything at a glance.
 *
 * @param state {@code current}: all revisions are applied; {@code pending}: some are not; {@code failed}: the last run of
 *     a pending one failed; {@code unknown}: the database has revisions that this application does not; {@code diverged}:
 *     it lacks one that an applied one needs; {@code unavailable}: it could not be asked
 * @param current where the database stands
 * @param heads where an upgrade leads
 * @param pending what an upgrade would run, in this order
 * @param failed ids of pending revisions whose last run did not come to its end
 * @param unknown ids of applied revisions that this application does not have
 * @param applied how many revisions are applied
 * @param history the latest events, the newest first
 * @param error why the database could not be asked
 */
public record MigratorDescriptor(
        String state,
        List<RevisionDescriptor> current,
        List<RevisionDescriptor> heads,
        List<RevisionDescriptor> pending,
        List<String> failed,
        List<String> unknown,
        int applied,
        List<EventDescriptor> history,
        @Nullable String error) {

    static final int LATEST = 10;

    public MigratorDescriptor {
        current = List.copyOf(current);
        heads = List.copyOf(heads);
        pending = List.copyOf(pending);
        failed = List.copyOf(failed);
        unknown = List.copyOf(unknown);
        history = List.copyOf(history);
    }
}
