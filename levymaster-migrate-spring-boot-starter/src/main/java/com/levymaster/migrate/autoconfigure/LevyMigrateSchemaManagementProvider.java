package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;

/** Reports to Boot which data sources are migrated, so that {@code ddl-auto} defaults to {@code none} for them. */
final class LevyMigrateSchemaManagementProvider implements SchemaManagementProvider {

    private final ObjectProvider<Migrator> migrators;

    LevyMigrateSchemaManagementProvider(ObjectProvider<Migrator> migrators) {
        this.migrators = migrators;
    }

    @Override
    public SchemaManagement getSchemaManagement(DataSource dataSource) {
        boolean managed = migrators.stream().map(Migrator::dataSource).anyMatch(dataSource::equals);
        return managed ? SchemaManagement.MANAGED : SchemaManagement.UNMANAGED;
    }
}
