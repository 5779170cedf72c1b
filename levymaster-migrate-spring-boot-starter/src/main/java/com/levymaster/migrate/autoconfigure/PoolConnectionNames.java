package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.BuildName;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;

/**
 * Names the connections of the application's pools after its build, so that the run of a contract revision sees whether an
 * older build is connected. A name that the application has given them stays.
 */
final class PoolConnectionNames implements BeanPostProcessor {

    /** A parameter of PostgreSQL's driver; one in the URL has precedence. */
    static final String PARAMETER = "ApplicationName";

    private final Environment environment;

    PoolConnectionNames(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool) {
            BuildName build = ApplicationBuild.name(environment);
            String url = pool.getJdbcUrl();
            boolean named = pool.isRunning() || pool.getDataSourceProperties().containsKey(PARAMETER);
            if (build != null && !named && url != null && url.startsWith("jdbc:postgresql:")) {
                pool.addDataSourceProperty(PARAMETER, build.text());
            }
        }
        return bean;
    }
}
