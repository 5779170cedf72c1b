package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Startup;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.error.MigrationException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** What a start does about the tenants of a database. */
final class TenantStart {

    private static final Log log = LogFactory.getLog(LevyMigrateInitializer.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int SHOWN = 10;

    private TenantStart() {}

    static void migrate(TenantMigrator tenants, Migrator migrator, Startup startup) {
        String[] targets = startup.targets();
        switch (startup.mode()) {
            case UPGRADE -> log.info(prefix(migrator) + tenants.upgrade(targets).summary());
            case VALIDATE -> validate(tenants, targets, "");
            case WAIT -> await(tenants, startup.waitTimeout(), targets);
            case NONE -> log.debug("The database is not accessed: levymaster.migrate.startup.mode=none");
        }
    }

    private static void await(TenantMigrator tenants, Duration timeout, String... targets) {
        long start = System.nanoTime();
        while (!tenants.behind(targets).isEmpty()) {
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            if (left.isNegative() || left.isZero()) {
                validate(tenants, targets, " after " + timeout.toSeconds() + " s of waiting for another process");
                return;
            }
            try {
                Thread.sleep(Math.min(POLL.toMillis(), Math.max(1, left.toMillis())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MigrationException(
                        "Interrupted while waiting for another process to upgrade the tenants.", "start again.", e);
            }
        }
        log.info("The tenants have all revisions that the application needs");
    }

    private static void validate(TenantMigrator tenants, String[] targets, String when) {
        Set<String> behind = Set.copyOf(tenants.behind(targets));
        if (behind.isEmpty()) {
            return;
        }
        String named = tenants.status().stream()
                .filter(status -> behind.contains(status.tenant()))
                .limit(SHOWN)
                .map(status -> System.lineSeparator() + "  - " + status.describe())
                .collect(Collectors.joining());
        throw new MigrationException(
                (behind.size() == 1 ? "1 tenant lacks" : behind.size() + " tenants lack")
                        + " revisions of this application" + when + ". Nothing was changed." + named
                        + (behind.size() > SHOWN
                                ? System.lineSeparator() + "  - and " + (behind.size() - SHOWN) + " more"
                                : ""),
                "upgrade them: `db upgrade --all-tenants`.");
    }

    private static String prefix(Migrator migrator) {
        String database = migrator.settings().database();
        return database == null ? "" : database + ": ";
    }
}
