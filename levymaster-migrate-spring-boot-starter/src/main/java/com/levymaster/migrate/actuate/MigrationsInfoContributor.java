package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Adds the state, the current revisions, the heads and the number of pending revisions to {@code /actuator/info}. */
final class MigrationsInfoContributor implements InfoContributor {

    private final Map<String, ObservedDatabase> databases;

    MigrationsInfoContributor(Map<String, ObservedDatabase> databases) {
        this.databases = Map.copyOf(databases);
    }

    @Override
    public void contribute(Info.Builder builder) {
        Map<String, Object> byName = new LinkedHashMap<>();
        databases.forEach((name, database) -> byName.put(name, info(database)));
        builder.withDetail("migrations", byName);
    }

    private static Map<String, Object> info(ObservedDatabase database) {
        MigrationState migrationState = database.state();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("state", migrationState.state().displayName());
        Status status = migrationState.status();
        if (status != null) {
            info.put("current", ids(status.current()));
            info.put("heads", ids(status.heads()));
            info.put("pending", status.pending().size());
            if (!status.waiting().isEmpty()) {
                info.put("waiting", status.waiting().size());
            }
        }
        TenantsState tenants = migrationState.tenants();
        if (tenants != null) {
            info.put("heads", ids(database.migrator().graph().effectiveHeads()));
            info.put("tenants", tenants.countsByName());
        }
        return info;
    }

    private static List<String> ids(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionHeader::id).toList();
    }
}
