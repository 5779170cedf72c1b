package com.levymaster.migrate.actuate;

import com.levymaster.migrate.actuate.TenantsState.TenantState;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Reports {@code UP} if all revisions are applied or only wait for backfills in the background, {@code OUT_OF_SERVICE}
 * while some are pending, and {@code DOWN} if the database has unknown revisions, lacks a required one, has a failed one, or
 * cannot be queried. If it has tenants, the most severe state of a tenant counts.
 */
final class MigrationsHealthIndicator extends AbstractHealthIndicator {

    private final ObservedDatabase database;

    MigrationsHealthIndicator(ObservedDatabase database) {
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        MigrationState migrationState = database.state();
        switch (migrationState.state()) {
            case CURRENT, BACKFILLING -> health.up();
            case PENDING -> health.outOfService();
            case FAILED, UNKNOWN, DIVERGED, UNAVAILABLE -> health.down();
        }
        health.withDetail("state", migrationState.state().displayName());
        Status status = migrationState.status();
        TenantsState tenants = migrationState.tenants();
        if (tenants != null) {
            health.withDetail("tenants", tenants.countsByName());
            if (!tenants.others().isEmpty()) {
                health.withDetail("others", others(tenants));
            }
        } else if (status == null) {
            health.withDetail("error", String.valueOf(migrationState.error()));
        } else {
            health.withDetail("current", ids(status.current()));
            detail(health, "pending", ids(status.pending()));
            detail(health, "waiting", ids(status.waiting()));
            detail(health, "failed", migrationState.failed().stream().sorted().toList());
            detail(health, "unknown", status.unknown());
            detail(health, "notPresent", status.notPresent());
            detail(
                    health,
                    "backfills",
                    status.backfills().stream().map(BackfillProgress::toString).toList());
            status.adoptable().ifPresent(found -> health.withDetail("existing", found));
        }
    }

    private static Map<String, String> others(TenantsState tenants) {
        Map<String, String> others = new LinkedHashMap<>();
        tenants.shown().forEach(each -> others.put(each.tenant(), text(each)));
        return others;
    }

    private static String text(TenantState tenant) {
        return tenant.state().displayName() + (tenant.error() == null ? "" : ": " + tenant.error());
    }

    private static void detail(Health.Builder health, String name, List<String> values) {
        if (!values.isEmpty()) {
            health.withDetail(name, values);
        }
    }

    private static List<String> ids(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionHeader::id).toList();
    }
}
