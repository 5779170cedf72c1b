package com.levymaster.migrate.test;

import com.levymaster.migrate.autoconfigure.revision.RevisionBeans;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** A temporary database on the application's server, with a migrator for the application's revisions. */
final class ScratchDatabase implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/]*/)?)([^?]*)(\\?.*)?");

    private final DataSource application;
    private final String name = "laws_" + UUID.randomUUID().toString().replace("-", "");
    private final Migrator migrator;

    ScratchDatabase(ApplicationContext context) {
        Migrator own = context.getBean(Migrator.class);
        this.application = own.dataSource();
        create();
        this.migrator = Migrator.builder(dataSourceFor(application, name))
                .scripts(context.getBean(RevisionBeans.class).definitions())
                .settings(own.settings())
                .build();
    }

    Migrator migrator() {
        return migrator;
    }

    @Override
    public void close() {
        JdbcClient.create(application)
                .sql("drop database " + name + " with (force)")
                .update();
    }

    private void create() {
        try {
            JdbcClient.create(application).sql("create database " + name).update();
        } catch (DataAccessException e) {
            throw new MigrationException(
                    "The test cannot create a temporary database on the application's server: "
                            + e.getMostSpecificCause(),
                    "grant the user of the tests the privilege to create databases (alter role … createdb).",
                    e);
        }
    }

    private static DataSource dataSourceFor(DataSource source, String name) {
        try (Connection connection = source.getConnection()) {
            Matcher url = URL.matcher(connection.getMetaData().getURL());
            if (!url.matches()) {
                throw new MigrationException(
                        "The test cannot parse the URL of the database.",
                        "use a URL such as jdbc:postgresql://host:port/database.");
            }
            String parameters = url.group(3) == null ? "" : url.group(3);
            return DataSourceBuilder.derivedFrom(source)
                    .type(SimpleDriverDataSource.class)
                    .url(url.group(1) + name + parameters)
                    .build();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
