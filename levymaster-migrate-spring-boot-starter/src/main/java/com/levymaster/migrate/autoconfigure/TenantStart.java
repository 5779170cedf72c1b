package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Startup;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.error.MigrationException;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** What a start does about the tenants of a database. */
final class TenantStart {

    private static final Log log = LogFactory.getLog(LevyMigrateInitializer.class);

    private TenantStart() {}

    static void migrate(TenantMigrator tenants, Migrator migrator, Startup startup) {
        String[] targets = startup.target().toArray(String[]::new);
        switch (startup.mode()) {
            case UPGRADE -> log.info(prefix(migrator) + tenants.upgrade(targets).summary());
            case VALIDATE -> validate(tenants);
            case WAIT ->
                tenants.tenants()
                        .forEach(tenant -> tenants.forTenant(tenant).awaitUpgrade(startup.waitTimeout(), targets));
            case NONE -> log.debug("The database is not accessed: levymaster.migrate.startup.mode=none");
        }
    }

    private static void validate(TenantMigrator tenants) {
        List<String> behind = tenants.status().stream()
                .filter(status -> !status.pending().isEmpty())
                .map(status -> status.tenant() + " lacks " + status.pending().size())
                .toList();
        if (!behind.isEmpty()) {
            throw new MigrationException(
                    behind.size() + " tenants lack revisions of this application: "
                            + String.join(", ", behind.subList(0, Math.min(10, behind.size())))
                            + (behind.size() > 10 ? ", …" : "") + ". Nothing was changed.",
                    "upgrade them: `db upgrade --all-tenants`.");
        }
    }

    private static String prefix(Migrator migrator) {
        String database = migrator.settings().database();
        return database == null ? "" : database + ": ";
    }
}
