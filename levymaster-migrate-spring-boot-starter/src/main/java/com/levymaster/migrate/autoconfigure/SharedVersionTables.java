package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.VersionTableLocation;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.store.TableNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Refuses two databases with the same version table: each would take the revisions of the other for unknown ones. */
final class SharedVersionTables {

    private static final Log log = LogFactory.getLog(LevyMigrateInitializer.class);

    private SharedVersionTables() {}

    /**
     * Reads the location of each version table, one statement for each, unless the names differ already. A database that cannot be
     * read is left to its own start.
     *
     * @throws MigrationException naming all databases that share one
     */
    static void refuse(Map<String, Migrator> migrators) {
        Map<VersionTableLocation, List<String>> byLocation = new LinkedHashMap<>();
        migrators.forEach((name, migrator) -> {
            if (migrators.values().stream().anyMatch(other -> other != migrator && mayShare(migrator, other))) {
                try {
                    byLocation
                            .computeIfAbsent(migrator.versionTable(), location -> new ArrayList<>())
                            .add(name);
                } catch (MigrationException e) {
                    log.debug("The version table of database " + name + " cannot be located", e);
                }
            }
        });
        List<String> shared = byLocation.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(each -> String.join(" and ", each.getValue()) + " share the version table "
                        + each.getKey().describe())
                .toList();
        if (!shared.isEmpty()) {
            throw new MigrationException(
                    "The databases " + String.join("; ", shared)
                            + ", which would mix their revisions. Nothing was changed.",
                    "correct the url or data-source of one of them in levymaster.migrate.databases.<name>, or give it a"
                            + " schema or version-table of its own.");
        }
    }

    private static boolean mayShare(Migrator one, Migrator other) {
        TableNames a = one.settings().tables();
        TableNames b = other.settings().tables();
        return a.version().equals(b.version())
                && (a.schema() == null || b.schema() == null || a.schema().equals(b.schema()));
    }
}
