package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.TenantsState;
import com.levymaster.migrate.actuate.TenantsState.TenantState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the tenants of a database stand.
 *
 * @param total how many there are
 * @param counts how many are in each state
 * @param others the first of those that are not {@code current}
 */
public record TenantsDescriptor(int total, Map<String, Integer> counts, List<TenantDescriptor> others) {

    /** Copies the collections. */
    public TenantsDescriptor {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        others = List.copyOf(others);
    }

    /**
     * A tenant.
     *
     * @param state as of {@link MigratorDescriptor}
     * @param current ids of its current revisions
     * @param pending number of its pending revisions
     * @param unknown ids of its revisions that are unknown to this application
     * @param error why it could not be queried, or that its schema does not exist; absent otherwise
     */
    public record TenantDescriptor(
            String tenant,
            String state,
            List<String> current,
            int pending,
            List<String> unknown,
            @Nullable String error) {

        /** Copies the lists. */
        public TenantDescriptor {
            current = List.copyOf(current);
            unknown = List.copyOf(unknown);
        }

        private static TenantDescriptor of(TenantState state) {
            return new TenantDescriptor(
                    state.tenant(),
                    state.state().displayName(),
                    state.current(),
                    state.pending(),
                    state.unknown(),
                    state.error());
        }
    }

    static @Nullable TenantsDescriptor of(@Nullable TenantsState tenants) {
        return tenants == null
                ? null
                : new TenantsDescriptor(
                        tenants.total(),
                        tenants.countsByName(),
                        tenants.shown().stream().map(TenantDescriptor::of).toList());
    }
}
