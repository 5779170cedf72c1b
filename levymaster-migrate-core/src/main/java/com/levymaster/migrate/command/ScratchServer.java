package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A server on which a database can be made for a moment, such as one in a container on the developer's machine.
 *
 * @param url of any database there; it is only connected to
 * @param user who may create databases; {@code null} if the URL says who
 */
public record ScratchServer(
        String url, @Nullable String user, @Nullable String password) {

    private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/]*/)?)([^?]*)(\\?.*)?");

    /** Lets somebody work on an empty database, which is dropped afterwards, whatever happened. */
    <T> T lend(Function<DataSource, T> work) {
        String name = "levymaster_scratch_" + UUID.randomUUID().toString().replace("-", "");
        DataSource lent = dataSource(beside(name));
        execute("create database " + name);
        try {
            return work.apply(lent);
        } finally {
            execute("drop database if exists " + name + " with (force)");
        }
    }

    private String beside(String name) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new MigrationException(
                    "The URL of the scratch database is none of PostgreSQL.",
                    "say it as jdbc:postgresql://localhost:5432/postgres.");
        }
        return parts.group(1) + name + (parts.group(3) == null ? "" : parts.group(3));
    }

    private void execute(String sql) {
        try {
            new JdbcTemplate(dataSource(url)).execute(sql);
        } catch (DataAccessException e) {
            throw new MigrationException(
                    "The scratch server does not do this: " + sql + ": "
                            + e.getMostSpecificCause().getMessage(),
                    "see that it runs, and that its user may create databases (alter role … createdb).",
                    e);
        }
    }

    private DataSource dataSource(String where) {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(where);
        if (user != null) {
            dataSource.setUsername(user);
        }
        if (password != null) {
            dataSource.setPassword(password);
        }
        return dataSource;
    }

    /** Without the password, which no log should have. */
    @Override
    public String toString() {
        return "ScratchServer[user=" + user + "]";
    }
}
