package com.levymaster.migrate.command;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;

/**
 * Where a tenant stands.
 *
 * @param current the applied revisions that no other applied one needs
 * @param pending revisions that are not applied, in the order of an upgrade
 * @param unknown ids of applied revisions that this application does not know
 * @param exists whether its schema exists
 */
public record TenantStatus(
        String tenant,
        List<RevisionHeader> current,
        List<RevisionHeader> pending,
        List<String> unknown,
        boolean exists) {

    /** Copies the lists. */
    public TenantStatus {
        current = List.copyOf(current);
        pending = List.copyOf(pending);
        unknown = List.copyOf(unknown);
    }

    /** Whether the tenant has exactly the revisions of the application. */
    public boolean isCurrent() {
        return exists && pending.isEmpty() && unknown.isEmpty();
    }
}
