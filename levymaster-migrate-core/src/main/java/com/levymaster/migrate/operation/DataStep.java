package com.levymaster.migrate.operation;

import java.sql.Connection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A Java step of a revision, which runs on the connection and in the transaction of the run. */
public sealed interface DataStep {

    /** A step that uses Spring's {@code JdbcClient}. */
    @FunctionalInterface
    non-sealed interface WithClient extends DataStep {
        void run(JdbcClient jdbc) throws Exception;
    }

    /** A step that uses Spring's {@code JdbcTemplate}. */
    @FunctionalInterface
    non-sealed interface WithTemplate extends DataStep {
        void run(JdbcTemplate jdbc) throws Exception;
    }

    /** A step that uses the connection; it must not close it, commit or roll back. */
    @FunctionalInterface
    non-sealed interface WithConnection extends DataStep {
        void run(Connection connection) throws Exception;
    }
}
