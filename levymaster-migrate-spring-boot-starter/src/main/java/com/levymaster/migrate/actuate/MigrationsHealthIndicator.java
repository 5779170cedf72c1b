package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up when all revisions are applied; out of service while some are pending; down when the database has unknown ones, when
 * it lacks one that an applied one needs, when one failed, or when it cannot be asked.
 */
final class MigrationsHealthIndicator extends AbstractHealthIndicator {

    private final Migrator migrator;

    MigrationsHealthIndicator(Migrator migrator) {
        this.migrator = migrator;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        MigrationState standing = MigrationState.of(migrator);
        switch (standing.state()) {
            case CURRENT -> health.up();
            case PENDING -> health.outOfService();
            case FAILED, UNKNOWN, DIVERGED, UNAVAILABLE -> health.down();
        }
        health.withDetail("state", standing.state().displayName());
        Status status = standing.status();
        if (status == null) {
            health.withDetail("error", String.valueOf(standing.error()));
        } else {
            health.withDetail("current", ids(status.current()));
            detail(health, "pending", ids(status.pending()));
            detail(health, "failed", standing.failed().stream().sorted().toList());
            detail(health, "unknown", status.unknown());
        }
    }

    private static void detail(Health.Builder health, String name, List<String> ids) {
        if (!ids.isEmpty()) {
            health.withDetail(name, ids);
        }
    }

    private static List<String> ids(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionHeader::id).toList();
    }
}
