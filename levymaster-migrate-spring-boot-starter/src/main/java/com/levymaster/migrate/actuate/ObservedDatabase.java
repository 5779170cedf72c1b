package com.levymaster.migrate.actuate;

import com.levymaster.migrate.autoconfigure.ConfiguredTenants;
import com.levymaster.migrate.autoconfigure.Migrators;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.error.MigrationException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * A database of the application.
 *
 * @param tenants in whose schemas the revisions run; {@code null} if it has none
 */
public record ObservedDatabase(Migrator migrator, @Nullable TenantMigrator tenants) {

    /** Returns the databases of a context, by name. */
    public static Map<String, ObservedDatabase> byName(ListableBeanFactory beans) {
        return observed(Migrators.byName(beans), beans);
    }

    /** Returns the databases of a context and its parents, by name. */
    public static Map<String, ObservedDatabase> byNameIncludingAncestors(ListableBeanFactory beans) {
        return observed(Migrators.byNameIncludingAncestors(beans), beans);
    }

    private static Map<String, ObservedDatabase> observed(Map<String, Migrator> migrators, ListableBeanFactory beans) {
        Map<String, ObservedDatabase> all = new LinkedHashMap<>();
        migrators.forEach((name, migrator) -> all.put(
                name,
                new ObservedDatabase(
                        migrator, ConfiguredTenants.of(migrator, beans).orElse(null))));
        return all;
    }

    /** Queries where the database stands, or all of its tenants. Returns an unavailable state instead of throwing if that fails. */
    public MigrationState state() {
        return tenants == null ? MigrationState.of(migrator) : MigrationState.of(tenants);
    }

    /**
     * Returns the database as one tenant has it.
     *
     * @return {@code null} if there is no such tenant
     */
    public @Nullable ObservedDatabase of(String tenant) {
        try {
            return tenants == null ? null : new ObservedDatabase(tenants.forTenant(tenant), null);
        } catch (MigrationException e) {
            return null;
        }
    }
}
