package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant stands.
 *
 * @param current the applied revisions that no other applied one needs
 * @param pending revisions that are not applied, in the order of an upgrade
 * @param pendingRepeatables the names of repeatables that are not applied, or with another content
 * @param unknown ids of applied revisions that this application does not know
 * @param gaps revisions that are not applied although applied ones need them
 * @param exists whether its schema exists
 * @param failed whether the last run of a pending revision failed or was interrupted
 * @param problem why it is unknown where the tenant stands; {@code null} if it is known
 */
public record TenantStatus(
        String tenant,
        List<RevisionHeader> current,
        List<RevisionHeader> pending,
        List<String> pendingRepeatables,
        List<String> unknown,
        List<RevisionHeader> gaps,
        boolean exists,
        boolean failed,
        @Nullable MigrationException problem) {

    /** Copies the lists. */
    public TenantStatus {
        current = List.copyOf(current);
        pending = List.copyOf(pending);
        pendingRepeatables = List.copyOf(pendingRepeatables);
        unknown = List.copyOf(unknown);
        gaps = List.copyOf(gaps);
    }

    /** Of a tenant whose version table cannot be read. */
    static TenantStatus unreadable(String tenant, MigrationException problem) {
        return new TenantStatus(tenant, List.of(), List.of(), List.of(), List.of(), List.of(), true, false, problem);
    }

    TenantStatus withFailed() {
        return new TenantStatus(tenant, current, pending, pendingRepeatables, unknown, gaps, exists, true, problem);
    }

    /** Whether the tenant has exactly the revisions of the application. */
    public boolean isCurrent() {
        return problem == null && exists && pending.isEmpty() && pendingRepeatables.isEmpty() && unknown.isEmpty();
    }

    /** Returns where the tenant stands, such as {@code acme is at n1, 2 pending}. */
    public String describe() {
        if (problem != null) {
            return tenant + ": " + problem.problem();
        }
        if (!exists) {
            return tenant + ": its schema does not exist";
        }
        String at = current.isEmpty() ? "base" : ids(current);
        return tenant + " is at " + at + ", " + pending.size() + " pending"
                + (failed ? ", its last run did not complete" : "")
                + (pendingRepeatables.isEmpty()
                        ? ""
                        : ", repeatables to apply: " + String.join(", ", pendingRepeatables))
                + (gaps.isEmpty() ? "" : ", not applied although applied revisions need it: " + ids(gaps))
                + (unknown.isEmpty() ? "" : ", unknown: " + String.join(", ", unknown));
    }

    private static String ids(List<RevisionHeader> revisions) {
        return revisions.stream().map(RevisionHeader::id).collect(Collectors.joining(", "));
    }
}
