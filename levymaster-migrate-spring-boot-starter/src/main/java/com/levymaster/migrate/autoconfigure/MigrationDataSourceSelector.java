package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.BuildName;
import com.levymaster.migrate.error.MigrationException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Selects the data source of the migrations: the qualified data source, else their own URL, else their own user at the
 * application's URL, else the application's data source. This is the order of Boot's Flyway module.
 *
 * @param build after which own connections are named; {@code null} if it is not known
 * @param isNamed whether the properties name the bean of the data source, which precedes a URL
 */
record MigrationDataSourceSelector(
        @Nullable DataSource qualified,
        @Nullable DataSource application,
        LevyMigrateConnectionDetails details,
        @Nullable BuildName build,
        boolean isNamed) {

    DataSource select() {
        if (qualified != null) {
            return qualified;
        }
        String url = details.getJdbcUrl();
        if (!isNamed && StringUtils.hasText(url)) {
            if (!StringUtils.hasText(details.getDriverClassName()) && PostgresUrl.isOfAnother(url)) {
                throw new MigrationException(
                        "The URL of the migrations begins with \"" + PostgresUrl.beginOf(url)
                                + "\", and they run on PostgreSQL only. Nothing was changed.",
                        "set levymaster.migrate.url to a URL such as " + PostgresUrl.EXAMPLE + ".");
            }
            return build(DataSourceBuilder.create().url(url), driverOf(url));
        }
        if (application == null) {
            throw new MigrationDataSourceMissingException();
        }
        return StringUtils.hasText(details.getUsername())
                ? build(DataSourceBuilder.derivedFrom(application), details.getDriverClassName())
                : application;
    }

    /** Without a pool, because a run uses a single connection. */
    private DataSource build(DataSourceBuilder<?> builder, @Nullable String driver) {
        DataSourceBuilder<SimpleDriverDataSource> simple = builder.type(SimpleDriverDataSource.class)
                .username(details.getUsername())
                .password(details.getPassword());
        try {
            return named((StringUtils.hasText(driver) ? simple.driverClassName(driver) : simple).build());
        } catch (IllegalArgumentException e) {
            throw new MigrationException(
                    "The data source of the migrations cannot be created: " + e.getMessage() + ". Nothing was changed.",
                    "check levymaster.migrate.driver-class-name, or omit it, and that the driver is on the class path.",
                    e);
        }
    }

    /** Another instance would not know of which build an unnamed connection is. */
    private DataSource named(SimpleDriverDataSource source) {
        String url = source.getUrl();
        if (build != null && url != null && url.startsWith("jdbc:postgresql:")) {
            Properties properties = new Properties();
            properties.setProperty(PoolConnectionNames.PARAMETER, build.text());
            source.setConnectionProperties(properties);
        }
        return source;
    }

    /** Returns the driver to name; those that Boot does not know, such as drivers that wrap another one, register themselves. */
    private @Nullable String driverOf(String url) {
        String driver = details.getDriverClassName();
        if (StringUtils.hasText(driver) || DatabaseDriver.fromJdbcUrl(url) != DatabaseDriver.UNKNOWN) {
            return driver;
        }
        try {
            return DriverManager.getDriver(url).getClass().getName();
        } catch (SQLException e) {
            throw new MigrationException(
                    "No driver on the class path accepts the URL of the migrations, which begins with \""
                            + PostgresUrl.beginOf(url) + "\". Nothing was changed.",
                    "check levymaster.migrate.url, and add its driver or set levymaster.migrate.driver-class-name.",
                    e);
        }
    }
}
