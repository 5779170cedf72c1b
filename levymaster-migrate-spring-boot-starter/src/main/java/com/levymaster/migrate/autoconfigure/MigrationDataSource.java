package com.levymaster.migrate.autoconfigure;

import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Where the migrations connect: the qualified data source, else their own URL, else their own user on the application's
 * URL, else the application's data source; in the order that Boot's Flyway module has.
 */
record MigrationDataSource(
        @Nullable DataSource qualified, @Nullable DataSource application, LevyMigrateConnectionDetails details) {

    DataSource choose() {
        return Optional.ofNullable(qualified)
                .or(this::ownUrl)
                .or(this::ownUser)
                .or(() -> Optional.ofNullable(application))
                .orElseThrow(MigrationDataSourceMissingException::new);
    }

    private Optional<DataSource> ownUrl() {
        return Optional.ofNullable(details.getJdbcUrl())
                .filter(StringUtils::hasText)
                .map(url -> login(DataSourceBuilder.create().url(url)));
    }

    private Optional<DataSource> ownUser() {
        return Optional.ofNullable(application)
                .filter(source -> StringUtils.hasText(details.getUsername()))
                .map(source -> login(DataSourceBuilder.derivedFrom(source)));
    }

    /** One connection for one run: no pool. */
    private DataSource login(DataSourceBuilder<?> builder) {
        DataSourceBuilder<SimpleDriverDataSource> simple = builder.type(SimpleDriverDataSource.class)
                .username(details.getUsername())
                .password(details.getPassword());
        String driver = details.getDriverClassName();
        return (StringUtils.hasText(driver) ? simple.driverClassName(driver) : simple).build();
    }
}
