package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.command.TenantSource;
import com.levymaster.migrate.error.MigrationException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tenants that the properties or a bean name. */
public final class ConfiguredTenants {

    private ConfiguredTenants() {}

    /**
     * Returns the migrator of the tenants of a database; empty if it has none.
     *
     * @throws MigrationException if both a list and a query are set
     */
    public static Optional<TenantMigrator> of(Migrator migrator, LevyMigrateProperties properties, BeanFactory beans) {
        LevyMigrateProperties.Tenants tenants = properties.tenants();
        String query = tenants.query();
        if (query != null && !tenants.names().isEmpty()) {
            throw new MigrationException(
                    "Both levymaster.migrate.tenants.names and .query are set.", "remove one of them.");
        }
        if (query != null) {
            return Optional.of(migrator.forTenants(() -> query(migrator.dataSource(), query)));
        }
        if (!tenants.names().isEmpty()) {
            return Optional.of(migrator.forTenants(tenants::names));
        }
        TenantSource bean = beans.getBeanProvider(TenantSource.class).getIfUnique();
        return bean == null ? Optional.empty() : Optional.of(migrator.forTenants(bean));
    }

    private static List<String> query(DataSource dataSource, String query) {
        try {
            return JdbcClient.create(dataSource).sql(query).query(String.class).list();
        } catch (DataAccessException e) {
            throw new MigrationException(
                    "The query of the tenants fails: "
                            + e.getMostSpecificCause().getMessage() + ". Nothing was changed. SQL: " + query,
                    "correct levymaster.migrate.tenants.query.",
                    e);
        }
    }
}
