package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.BuildName;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Names the connections of the application's pools after its build, so that the run of a contract revision sees whether an
 * older build is connected. Pools of other databases stay as they are, and so does a name that the application has given.
 */
final class PoolConnectionNames implements BeanPostProcessor, ConnectionNames {

    /** A parameter of PostgreSQL's driver; one in the URL has precedence. */
    static final String PARAMETER = "ApplicationName";

    private final Environment environment;
    private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();
    private final Set<String> urls = new HashSet<>();
    private boolean all;

    PoolConnectionNames(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool) {
            pools.add(pool);
            nameIfRequired(pool);
        }
        return bean;
    }

    /** If it is not known which pools are of the database, all are named. */
    @Override
    public synchronized void require(DataSource database) {
        String url = url(database);
        if (url != null && pools.stream().anyMatch(pool -> url.equals(withoutParameters(pool.getJdbcUrl())))) {
            urls.add(url);
        } else {
            all = true;
        }
        pools.forEach(this::nameIfRequired);
    }

    private static @Nullable String url(DataSource database) {
        try {
            if (database.isWrapperFor(HikariDataSource.class)) {
                return withoutParameters(database.unwrap(HikariDataSource.class).getJdbcUrl());
            }
        } catch (SQLException | RuntimeException e) {
            return null;
        }
        return database instanceof SimpleDriverDataSource own ? withoutParameters(own.getUrl()) : null;
    }

    private static @Nullable String withoutParameters(@Nullable String url) {
        return url == null ? null : url.replaceFirst("\\?.*", "");
    }

    private synchronized void nameIfRequired(HikariDataSource pool) {
        BuildName build = ApplicationBuild.name(environment);
        String url = pool.getJdbcUrl();
        boolean named = pool.isRunning() || pool.getDataSourceProperties().containsKey(PARAMETER);
        if (build != null
                && !named
                && url != null
                && url.startsWith("jdbc:postgresql:")
                && (all || urls.contains(withoutParameters(url)))) {
            pool.addDataSourceProperty(PARAMETER, build.text());
        }
    }
}
