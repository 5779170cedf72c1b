package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.testing.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool that closes its connection after some errors of statements, such as 0A000, as the one of Spring Boot does. */
class ClosingPoolTest {

    private static final RevisionDefinition PARCEL =
            Revisions.base("a1", op -> op.execute("create table parcel (id int, acres int)"));

    private final TestDatabase database = TestDatabase.create();
    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void one_connection() {
        pool.setDataSource(database.dataSource());
        pool.setMaximumPoolSize(1);
    }

    @AfterEach
    void close() {
        pool.close();
        database.close();
    }

    private Migrator migrator(RevisionDefinition... revisions) {
        String view = "create view v as select id from parcel;\n-- downgrade\ndrop view if exists v;";
        return Migrator.builder(pool)
                .scripts(List.of(revisions))
                .repeatables(RepeatableFiles.read(Map.of("v.sql", bytes(view)), Map.of()))
                .callbacks(SqlRevisionFiles.callbacks(
                        Map.of("after-failure.sql", bytes("create table after_failure ();")), Map.of()))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_failure_is_recorded_and_what_was_removed_is_applied_again() {
        migrator(PARCEL).upgrade();
        RevisionDefinition fails = Revisions.after("a1", "b2", op -> {
            op.execute("alter table parcel alter id type bigint");
            op.execute("do $$ begin raise 'not supported' using errcode = '0A000'; end $$");
        });

        assertThatThrownBy(() -> migrator(PARCEL, fails).upgrade())
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContainingAll("[0A000]", "Applied again as before: repeatable:v");

        assertThat(migrator(PARCEL).history())
                .extracting(entry -> entry.event())
                .contains(HistoryEvent.FAILURE);
        assertThat(database.jdbc()
                        .sql("select to_regclass('v') is not null and to_regclass('after_failure') is not null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(migrator(PARCEL, Revisions.after("a1", "b2", op -> {}))
                        .upgrade()
                        .after())
                .containsExactly("b2");
    }

    @Test
    void a_connection_that_was_lost_in_a_run_is_not_lent_again() throws SQLException {
        RevisionDefinition ends =
                Revisions.after("a1", "b2", op -> op.execute("select pg_terminate_backend(pg_backend_pid())"));

        assertThatThrownBy(() -> migrator(PARCEL, ends).upgrade()).isInstanceOf(RevisionFailedException.class);

        try (Connection connection = pool.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(connection.getAutoCommit()).isTrue();
        }
        assertThat(migrator(PARCEL).status().applied()).hasSize(1);
    }
}
