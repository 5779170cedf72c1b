package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.runner.RunReport;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an upgrade of all tenants did.
 *
 * @param tenants how many there are
 * @param upgraded the runs that had something to do, by tenant
 * @param failures what stopped a tenant
 * @param skipped tenants that were not tried after a failure
 */
public record TenantReport(
        int tenants,
        Map<String, RunReport> upgraded,
        Map<String, MigrationException> failures,
        List<String> skipped,
        Duration duration) {

    /** Copies the collections. */
    public TenantReport {
        upgraded = Collections.unmodifiableMap(new LinkedHashMap<>(upgraded));
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        skipped = List.copyOf(skipped);
    }

    /** Returns the summary, one sentence. */
    public String summary() {
        int current = tenants - upgraded.size() - failures.size() - skipped.size();
        return "Of " + tenants + (tenants == 1 ? " tenant, " : " tenants, ") + upgraded.size() + " upgraded, " + current
                + " with nothing to do"
                + (failures.isEmpty() ? "" : ", " + failures.size() + " failed")
                + (skipped.isEmpty() ? "" : ", " + skipped.size() + " not tried");
    }
}
