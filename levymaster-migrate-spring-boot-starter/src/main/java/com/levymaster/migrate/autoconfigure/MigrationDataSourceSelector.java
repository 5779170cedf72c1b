package com.levymaster.migrate.autoconfigure;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Where the migrations connect: the qualified data source, else their own URL, else their own user on the application's
 * URL, else the application's data source; in the order that Boot's Flyway module has.
 */
record MigrationDataSourceSelector(
        @Nullable DataSource qualified, @Nullable DataSource application, LevyMigrateConnectionDetails details) {

    DataSource select() {
        if (qualified != null) {
            return qualified;
        }
        if (StringUtils.hasText(details.getJdbcUrl())) {
            return build(DataSourceBuilder.create().url(details.getJdbcUrl()));
        }
        if (application == null) {
            throw new MigrationDataSourceMissingException();
        }
        return StringUtils.hasText(details.getUsername())
                ? build(DataSourceBuilder.derivedFrom(application))
                : application;
    }

    /** One connection for one run: no pool. */
    private DataSource build(DataSourceBuilder<?> builder) {
        DataSourceBuilder<SimpleDriverDataSource> simple = builder.type(SimpleDriverDataSource.class)
                .username(details.getUsername())
                .password(details.getPassword());
        String driver = details.getDriverClassName();
        return (StringUtils.hasText(driver) ? simple.driverClassName(driver) : simple).build();
    }
}
