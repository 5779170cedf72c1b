package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.script;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Limits of the server, long texts, odd names. Named after the rows of the fault matrix. */
class LimitsTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    @Tag("row-14")
    @Tag("row-13")
    void a_server_without_a_connection_to_spare_is_waited_for() throws SQLException {
        Login login = roleWithOneConnection();
        MigratorSettings patient =
                IMPATIENT.withRetry(IMPATIENT.retry().withConnectTimeouts(Duration.ofSeconds(30), Duration.ZERO));
        Connection taken = login.dataSource().getConnection();
        List<String> refusals = new ArrayList<>();
        DelegatingDataSource freedByTheFirstRefusal = new DelegatingDataSource(login.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                try {
                    return super.getConnection();
                } catch (SQLException e) {
                    refusals.add(String.valueOf(e.getSQLState()));
                    taken.close();
                    throw e;
                }
            }
        };

        assertThat(migrator(freedByTheFirstRefusal, patient, table("a1", "t"))
                        .upgrade()
                        .after())
                .containsExactly("a1");
        assertThat(refusals).isNotEmpty().containsOnly("53300");
    }

    @Test
    @Tag("row-14")
    void a_server_without_a_connection_to_spare_is_named_when_the_time_is_up() throws SQLException {
        Login login = roleWithOneConnection();
        MigratorSettings impatient =
                IMPATIENT.withRetry(IMPATIENT.retry().withConnectTimeouts(Duration.ofMillis(300), Duration.ZERO));
        try (Connection taken = login.dataSource().getConnection()) {
            assertThat(taken.isValid(1)).isTrue();
            assertThatThrownBy(migrator(login.dataSource(), impatient, table("a1", "t"))::upgrade)
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("[53300]");
        }
    }

    @Test
    @Tag("row-09")
    void waiters_give_up_in_time_and_take_nothing_from_a_holder_that_does_not_move() throws SQLException {
        MigratorSettings impatient = IMPATIENT.withLock(LockSettings.DEFAULT.withTimeout(Duration.ofMillis(200)));
        RevisionDefinition holding = base("a1", op -> {
            op.execute("create table t (id int)");
            op.data(
                    "another starts meanwhile",
                    jdbc -> assertThatThrownBy(migrator(database.dataSource(), impatient, table("a1", "t"))::upgrade)
                            .hasMessageContaining("levymaster-migrate "
                                    + ProcessHandle.current().pid() + "@"));
        });

        assertThat(migrator(database.dataSource(), holding).upgrade().after()).containsExactly("a1");
    }

    @Test
    @Tag("row-54")
    void five_thousand_statements_and_one_of_several_megabytes_run() {
        RevisionDefinition many = base("a1", op -> {
            op.execute("create table t (id int, text text)");
            IntStream.range(0, 5000).forEach(i -> op.execute("insert into t values (" + i + ")"));
            op.execute("insert into t (text) values ('" + "x".repeat(8_000_000) + "')");
        });

        migrator(database.dataSource(), many).upgrade();

        assertThat(database.jdbc()
                        .sql("select count(*) from t")
                        .query(Long.class)
                        .single())
                .isEqualTo(5001);
    }

    @Test
    @Tag("row-60")
    void what_looks_like_sql_in_ids_and_messages_stays_text() {
        String message = "it's \\ \"a\"; drop table levymaster_version; --";
        RevisionDefinition odd = script(
                RevisionHeader.of("%s || x) or 1=1").withMessage(message),
                true,
                Revisions.creating("x\"; drop table levymaster_history; --"));

        migrator(database.dataSource(), odd).upgrade();

        assertThat(migrator(database.dataSource(), odd).history())
                .extracting(HistoryEntry::message)
                .containsExactly(message);
        assertThat(migrator(database.dataSource(), odd).status().applied()).containsExactly("%s || x) or 1=1");
    }

    @Test
    @Tag("row-67")
    void constraints_that_are_yet_to_be_checked_are_explained() {
        RevisionDefinition deferred = base("a1", op -> {
            op.execute("create table p (id int primary key)");
            op.execute("create table c (id int references p deferrable initially deferred)");
            op.execute("insert into p values (1)");
            op.execute("insert into c values (1)");
            op.execute("alter table c add column n int");
        });

        assertThatThrownBy(migrator(database.dataSource(), deferred)::upgrade)
                .hasMessageContaining("[55006]")
                .hasMessageContaining("set constraints all immediate");
    }

    private Login roleWithOneConnection() {
        Login login = database.role();
        database.execute(
                "alter role " + login.user() + " connection limit 1",
                "grant create on schema public to " + login.user());
        return login;
    }
}
