package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything at a glance.
 *
 * @param state {@code current}: all revisions are applied; {@code pending}: some are not; {@code unknown}: the database
 *     has revisions that this application does not; {@code unavailable}: it could not be asked
 * @param current where the database stands
 * @param heads where an upgrade leads
 * @param pending what an upgrade would run, in this order
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
        List<String> unknown,
        int applied,
        List<EventDescriptor> history,
        @Nullable String error) {

    static final int LATEST = 10;

    public MigratorDescriptor {
        current = List.copyOf(current);
        heads = List.copyOf(heads);
        pending = List.copyOf(pending);
        unknown = List.copyOf(unknown);
        history = List.copyOf(history);
    }

    static String state(Status status) {
        if (!status.unknown().isEmpty()) {
            return "unknown";
        }
        return status.isUpToDate() ? "current" : "pending";
    }
}
