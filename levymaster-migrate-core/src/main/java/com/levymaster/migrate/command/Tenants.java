package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.core.NestedExceptionUtils;

/**
 * The tenants at the time of one call, for which the source was asked once.
 *
 * @param names each once
 * @param schemas those that have a schema
 * @param databases the data sources of those that have a database of their own
 * @param failures why the data source of the others could not be obtained
 */
record Tenants(
        Set<String> names,
        List<String> schemas,
        Map<String, DataSource> databases,
        Map<String, MigrationException> failures) {

    /** Copies the collections. */
    Tenants {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        schemas = List.copyOf(schemas);
        databases = Map.copyOf(databases);
        failures = Map.copyOf(failures);
    }

    /** Asks the source for the data source of each. */
    static Tenants of(Set<String> names, TenantSource source) {
        List<String> schemas = new ArrayList<>();
        Map<String, DataSource> databases = new HashMap<>();
        Map<String, MigrationException> failures = new HashMap<>();
        for (String tenant : names) {
            try {
                DataSource own = source.dataSource(tenant);
                if (own == null) {
                    schemas.add(tenant);
                } else {
                    databases.put(tenant, own);
                }
            } catch (MigrationException e) {
                failures.put(tenant, e);
            } catch (RuntimeException e) {
                failures.put(tenant, failed("The data source of tenant " + tenant + " cannot be obtained: ", e));
            }
        }
        return new Tenants(names, schemas, databases, failures);
    }

    /**
     * Asks the source for all names.
     *
     * @throws MigrationException if it fails, or a name is empty
     */
    static Set<String> names(TenantSource source) {
        Set<String> tenants;
        try {
            tenants = new LinkedHashSet<>(source.tenants());
        } catch (MigrationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed("The tenants cannot be read: ", e);
        }
        if (tenants.stream().anyMatch(name -> name == null || name.isBlank())) {
            throw new MigrationException(
                    "A tenant has an empty name. Nothing was changed.",
                    "correct levymaster.migrate.tenants.names or .query, or the TenantSource bean.");
        }
        return tenants;
    }

    /**
     * Returns the migrator of a tenant.
     *
     * @throws MigrationException if its data source could not be obtained
     */
    Migrator migrator(Migrator of, String tenant) {
        MigrationException failure = failures.get(tenant);
        if (failure != null) {
            throw failure;
        }
        DataSource own = databases.get(tenant);
        return own == null ? of.forTenant(tenant) : of.forTenant(tenant, own);
    }

    private static MigrationException failed(String what, RuntimeException e) {
        return new MigrationException(
                what + NestedExceptionUtils.getMostSpecificCause(e).getMessage() + ". Nothing was changed.",
                "correct the TenantSource.",
                e);
    }
}
