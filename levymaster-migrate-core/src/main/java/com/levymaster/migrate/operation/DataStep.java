package com.levymaster.migrate.operation;

import java.sql.Connection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Java that runs in the middle of a revision, on the run's own connection and in its transaction. */
public sealed interface DataStep {

    /** Gets Spring's fluent client. */
    @FunctionalInterface
    non-sealed interface WithClient extends DataStep {
        void run(JdbcClient jdbc) throws Exception;
    }

    /** Gets Spring's classic template. */
    @FunctionalInterface
    non-sealed interface WithTemplate extends DataStep {
        void run(JdbcTemplate jdbc) throws Exception;
    }

    /** Gets the bare connection; it must be left open, and neither committed nor rolled back. */
    @FunctionalInterface
    non-sealed interface WithConnection extends DataStep {
        void run(Connection connection) throws Exception;
    }
}
