package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.error.MigrationException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Selects the data source of the migrations: the qualified data source, else their own URL, else their own user at the
 * application's URL, else the application's data source. This is the order of Boot's Flyway module.
 *
 * @param isNamed whether the properties name the bean of the data source, which precedes a URL
 */
record MigrationDataSourceSelector(
        @Nullable DataSource qualified,
        @Nullable DataSource application,
        LevyMigrateConnectionDetails details,
        boolean isNamed) {

    DataSource select() {
        if (qualified != null) {
            return qualified;
        }
        String url = details.getJdbcUrl();
        if (!isNamed && StringUtils.hasText(url)) {
            if (!PostgresUrl.matches(url)) {
                throw new MigrationException(
                        "The URL of the migrations begins with \"" + PostgresUrl.beginOf(url)
                                + "\", and they run on PostgreSQL only. Nothing was changed.",
                        "set levymaster.migrate.url to a URL such as " + PostgresUrl.EXAMPLE + ".");
            }
            return build(DataSourceBuilder.create().url(url));
        }
        if (application == null) {
            throw new MigrationDataSourceMissingException();
        }
        return StringUtils.hasText(details.getUsername())
                ? build(DataSourceBuilder.derivedFrom(application))
                : application;
    }

    /** Without a pool, because a run uses a single connection. */
    private DataSource build(DataSourceBuilder<?> builder) {
        DataSourceBuilder<SimpleDriverDataSource> simple = builder.type(SimpleDriverDataSource.class)
                .username(details.getUsername())
                .password(details.getPassword());
        String driver = details.getDriverClassName();
        try {
            return (StringUtils.hasText(driver) ? simple.driverClassName(driver) : simple).build();
        } catch (IllegalArgumentException e) {
            throw new MigrationException(
                    "The data source of the migrations cannot be created: " + e.getMessage() + ". Nothing was changed.",
                    "check levymaster.migrate.driver-class-name, or omit it, and that the driver is on the class path.",
                    e);
        }
    }
}
