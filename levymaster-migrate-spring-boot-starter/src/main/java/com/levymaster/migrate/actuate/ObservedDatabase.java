package com.levymaster.migrate.actuate;

import com.levymaster.migrate.autoconfigure.BackgroundBackfills;
import com.levymaster.migrate.autoconfigure.ConfiguredTenants;
import com.levymaster.migrate.autoconfigure.Migrators;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * A database of the application.
 *
 * @param tenants in whose schemas the revisions run; {@code null} if it has none
 * @param background the ids of the revisions that the application has left to backfills in the background
 * @param error why it is unknown how a tenant can be queried; {@code null} otherwise
 */
public record ObservedDatabase(
        Migrator migrator,
        @Nullable TenantMigrator tenants,
        Supplier<Set<String>> background,
        @Nullable String error) {

    /** A database of which nothing runs in the background. */
    public ObservedDatabase(Migrator migrator, @Nullable TenantMigrator tenants) {
        this(migrator, tenants, Set::of, null);
    }

    /** Returns the databases of a context, by name. */
    public static Map<String, ObservedDatabase> byName(ListableBeanFactory beans) {
        return byName(beans, beans);
    }

    /**
     * Returns the databases of a context, by name.
     *
     * @param application the context whose start migrates them, which may be a child, and whose properties and beans name the tenants
     */
    public static Map<String, ObservedDatabase> byName(ListableBeanFactory beans, ListableBeanFactory application) {
        return observed(Migrators.byName(beans), application);
    }

    /** Returns the databases of a context and its parents, by name. */
    public static Map<String, ObservedDatabase> byNameIncludingAncestors(ListableBeanFactory beans) {
        return observed(Migrators.byNameIncludingAncestors(beans), beans);
    }

    private static Map<String, ObservedDatabase> observed(Map<String, Migrator> migrators, ListableBeanFactory beans) {
        ObjectProvider<BackgroundBackfills> background = beans.getBeanProvider(BackgroundBackfills.class);
        Map<String, ObservedDatabase> all = new LinkedHashMap<>();
        migrators.forEach((name, migrator) -> all.put(
                name,
                new ObservedDatabase(
                        migrator,
                        ConfiguredTenants.of(migrator, beans).orElse(null),
                        () -> background.stream()
                                .flatMap(backfills -> backfills.of(migrator).stream())
                                .collect(Collectors.toUnmodifiableSet()),
                        null)));
        return all;
    }

    /** Queries where the database stands, or all of its tenants. Returns an unavailable state instead of throwing if that fails. */
    public MigrationState state() {
        if (error != null) {
            return MigrationState.unavailable(error);
        }
        return tenants == null ? MigrationState.of(migrator, background.get()) : MigrationState.of(tenants);
    }

    /**
     * Returns the database as one tenant has it, with an error if the tenants cannot be read.
     *
     * @return {@code null} if there is no such tenant
     */
    public @Nullable ObservedDatabase of(String tenant) {
        TenantMigrator all = tenants;
        if (all == null) {
            return null;
        }
        QueryResult<Boolean> found = QueryResult.of(() -> all.tenants().contains(tenant));
        if (Boolean.FALSE.equals(found.value())) {
            return null;
        }
        QueryResult<Migrator> own = found.error() == null
                ? QueryResult.of(() -> all.forTenant(tenant))
                : new QueryResult<>(null, found.error());
        return own.value() == null
                ? new ObservedDatabase(migrator, null, Set::of, own.error())
                : new ObservedDatabase(own.value(), null);
    }
}
