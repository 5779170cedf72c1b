package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Tenants;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.command.TenantSource;
import com.levymaster.migrate.error.MigrationException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tenants that the properties or a bean name. */
public final class ConfiguredTenants {

    private ConfiguredTenants() {}

    /**
     * Returns the migrator of the tenants of a database, as its properties say; empty if it has none.
     *
     * @throws MigrationException as {@link #of(Migrator, LevyMigrateProperties, ListableBeanFactory)} does
     */
    public static Optional<TenantMigrator> of(Migrator migrator, ListableBeanFactory beans) {
        Databases databases = beans.getBeanProvider(Databases.class).getIfAvailable();
        if (databases == null) {
            return Optional.empty();
        }
        String name = migrator.settings().database();
        LevyMigrateProperties configured = name == null ? null : databases.properties(name);
        return of(migrator, configured == null ? beans.getBean(LevyMigrateProperties.class) : configured, beans);
    }

    /**
     * Returns the migrator of the tenants of a database; empty if it has none.
     *
     * @throws MigrationException if several of a list, a query and a bean are set, or the bean cannot be created
     */
    public static Optional<TenantMigrator> of(
            Migrator migrator, LevyMigrateProperties properties, ListableBeanFactory beans) {
        Tenants tenants = properties.tenants();
        String query = tenants.query();
        refuseContradiction(tenants);
        if (query != null) {
            return Optional.of(migrator.forTenants(() -> query(migrator.dataSource(), query)));
        }
        if (!tenants.names().isEmpty()) {
            return Optional.of(migrator.forTenants(tenants::names));
        }
        TenantSource source = new TenantSources(beans).of(migrator.settings().database(), tenants.source());
        return Optional.ofNullable(source).map(migrator::forTenants);
    }

    private static void refuseContradiction(Tenants tenants) {
        String both = tenants.names().isEmpty()
                ? tenants.query() == null || tenants.source() == null ? "" : "query and .source"
                : tenants.query() != null ? "names and .query" : tenants.source() != null ? "names and .source" : "";
        if (!both.isEmpty()) {
            throw new MigrationException(
                    "Both levymaster.migrate.tenants." + both + " are set.", "remove one of them.");
        }
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
