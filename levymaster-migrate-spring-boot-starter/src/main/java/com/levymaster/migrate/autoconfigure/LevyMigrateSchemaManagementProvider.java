package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;

/** Tells Boot which databases are migrated, so that Hibernate does not create their tables beside us. */
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
