package com.levymaster.migrate.command;

import java.util.List;

/**
 * How the schemas of tenants are migrated.
 *
 * @param connections the most connections at a time, each of which migrates one tenant
 * @param continueAfterFailure whether the other tenants are migrated if one fails
 * @param createSchemas whether the missing schema of a tenant is created
 * @param sharedSchemas schemas that follow the tenant's on the search path, such as those of extensions. A table that the tenant
 *     lacks is looked up there
 */
public record TenantSettings(
        int connections, boolean continueAfterFailure, boolean createSchemas, List<String> sharedSchemas) {

    /** Four connections; one failure does not stop the others; a missing schema is refused; none is shared. */
    public static final TenantSettings DEFAULT = new TenantSettings(4, true, false, List.of());

    /** Copies the list. */
    public TenantSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("connections: " + connections);
        }
        sharedSchemas = List.copyOf(sharedSchemas);
    }
}
