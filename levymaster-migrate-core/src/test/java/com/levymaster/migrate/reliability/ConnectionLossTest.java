package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The connection is lost under a run. Named after the rows of the fault matrix. */
class ConnectionLossTest {

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
    @Tag("row-15")
    void a_commit_whose_answer_is_lost_is_read_and_not_assumed() throws IOException {
        try (TcpProxy proxy = new TcpProxy(database.url())) {
            AtomicBoolean armed = new AtomicBoolean(true);
            RevisionDefinition revision = after("a1", "b2", op -> {
                op.execute("create table u (id int)");
                op.data("lose the answer to the commit", jdbc -> {
                    if (armed.getAndSet(false)) {
                        proxy.swallowAnswerTo("COMMIT");
                    }
                });
            });
            Migrator migrator =
                    migrator(proxy.dataSource(database), table("a1", "t"), revision, table("b2", "c3", "v"));

            assertThat(migrator.upgrade().revisions())
                    .extracting(r -> r.revision().id())
                    .containsExactly("a1", "b2", "c3");
            assertThat(proxy.cuts()).isOne();
        }
        assertUpgrades("a1", "b2", "c3");
    }

    @Test
    @Tag("row-16")
    void a_connection_that_is_cut_before_the_commit_runs_the_revision_again() throws IOException {
        try (TcpProxy proxy = new TcpProxy(database.url())) {
            AtomicBoolean armed = new AtomicBoolean(true);
            RevisionDefinition revision = after("a1", "b2", op -> {
                op.execute("create table u (id int)");
                op.data("cut", jdbc -> {
                    if (armed.getAndSet(false)) {
                        proxy.cut();
                    }
                });
                op.execute("create table w (id int)");
            });
            Migrator migrator = migrator(proxy.dataSource(database), table("a1", "t"), revision);

            assertThat(migrator.upgrade().after()).containsExactly("b2");
        }
        assertUpgrades("a1", "b2");
    }

    @Test
    @Tag("row-16")
    void a_connection_that_is_cut_while_the_commit_is_sent_runs_the_revision_again() throws IOException {
        try (TcpProxy proxy = new TcpProxy(database.url())) {
            AtomicBoolean armed = new AtomicBoolean(true);
            RevisionDefinition revision = base("a1", op -> {
                op.execute("create table u (id int)");
                op.data("cut at the commit", jdbc -> {
                    if (armed.getAndSet(false)) {
                        proxy.cutBefore("COMMIT");
                    }
                });
            });

            assertThat(migrator(proxy.dataSource(database), revision).upgrade().after())
                    .containsExactly("a1");
            assertThat(proxy.cuts()).isOne();
        }
        assertUpgrades("a1");
    }

    @Test
    void a_stamp_that_loses_its_connection_states_whether_it_is_recorded() throws IOException {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        RevisionDefinition[] both = {table("a1", "t"), table("a1", "b2", "u")};
        try (TcpProxy proxy = new TcpProxy(database.url())) {
            proxy.cutBefore("\"levymaster_version\" (revision)");
            assertThatThrownBy(() -> migrator(proxy.dataSource(database), both).stamp("b2"))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("lost before the commit")
                    .hasMessageContaining("Nothing was recorded.")
                    .hasMessageContaining("[08006]");
            assertThat(migrator(database.dataSource(), both).status().applied()).containsExactly("a1");

            proxy.swallowAnswerTo("COMMIT");
            assertThatThrownBy(() -> migrator(proxy.dataSource(database), both).stamp("b2"))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("lost during the commit")
                    .hasMessageContaining("not known")
                    .hasMessageContaining("`db current`");
        }
    }

    @Test
    @Tag("row-07")
    void an_administrator_who_ends_the_session_ends_the_run() {
        AtomicBoolean armed = new AtomicBoolean(true);
        RevisionDefinition revision = base("a1", op -> {
            op.execute("create table u (id int)");
            op.data("end this session", jdbc -> {
                int pid =
                        jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
                if (armed.getAndSet(false)) {
                    database.execute("select pg_terminate_backend(" + pid + ", 5000)");
                }
            });
            op.execute("create table w (id int)");
        });
        Migrator migrator = migrator(database.dataSource(), revision);

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[57P01]")
                .hasMessageContaining("Rolled back: all of a1")
                .hasMessageNotContaining("history");
        assertThat(migrator.history())
                .extracting(e -> e.event() + " " + e.revision() + " " + e.error())
                .containsExactly("FAILURE a1 step 3 of 3, execute create table w (id int) [57P01]");
        assertThat(count("select count(*) from pg_tables where tablename in ('u', 'w')"))
                .isZero();
        assertThat(migrator.upgrade().after()).containsExactly("a1");
    }

    @Test
    void a_session_that_ends_in_a_step_outside_of_a_transaction_leaves_a_failure_and_where_the_revision_resumes() {
        RevisionDefinition revision = base("a1", op -> {
            op.execute("create table u (id int)");
            op.autocommit(() -> op.execute("select pg_terminate_backend(pg_backend_pid())"));
        });
        Migrator migrator = migrator(database.dataSource(), revision);

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[57P01]")
                .hasMessageContaining("Not rolled back: the steps before step 2.1, which are committed");
        assertThat(migrator.history().stream().filter(e -> e.event() == HistoryEvent.FAILURE))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.revision()).isEqualTo("a1");
                    assertThat(e.step()).isNull();
                });
        assertThat(migrator.status().unfinished())
                .singleElement()
                .hasToString("upgrade of a1, interrupted at step 2.1");
    }

    @Test
    void a_failure_that_cannot_be_written_to_the_history_says_so_beside_its_own_cause() throws IOException {
        try (TcpProxy proxy = new TcpProxy(database.url())) {
            RevisionDefinition revision = base(
                    "a1",
                    op -> op.data("end the session and the way to the server", jdbc -> {
                        int pid = jdbc.sql("select pg_backend_pid()")
                                .query(Integer.class)
                                .single();
                        proxy.refuse();
                        database.execute("select pg_terminate_backend(" + pid + ", 5000)");
                        jdbc.sql("select 1").query(Integer.class).single();
                    }));

            assertThatThrownBy(migrator(proxy.dataSource(database), revision)::upgrade)
                    .isInstanceOf(RevisionFailedException.class)
                    .hasMessageContaining("[57P01]")
                    .hasMessageContaining("The history has no entry of this failure, since it could not be written: The"
                            + " database cannot be reached");
        }
    }

    @Test
    @Tag("row-17")
    void a_black_hole_ends_with_the_timeout_of_the_socket_and_the_run_goes_on() throws IOException {
        try (TcpProxy proxy = new TcpProxy(database.url())) {
            AtomicBoolean armed = new AtomicBoolean(true);
            RevisionDefinition revision = base("a1", op -> {
                op.execute("create table u (id int)");
                op.data("into the void", jdbc -> {
                    if (armed.getAndSet(false)) {
                        proxy.swallow();
                        int pid = jdbc.sql("select 1").query(Integer.class).single();
                        assertThat(pid).isOne();
                    }
                });
            });

            assertThat(migrator(proxy.dataSource(database, "socketTimeout=1"), revision)
                            .upgrade()
                            .after())
                    .containsExactly("a1");
        }
        assertUpgrades("a1");
    }

    @Test
    @Tag("row-18")
    void a_slow_network_is_only_slow() throws IOException {
        try (TcpProxy proxy = new TcpProxy(database.url())) {
            proxy.throttle();

            assertThat(migrator(proxy.dataSource(database), table("a1", "t"))
                            .upgrade()
                            .after())
                    .containsExactly("a1");
        }
    }

    private void assertUpgrades(String... revisions) {
        assertThat(migrator(database.dataSource()).history().stream()
                        .filter(e -> e.event() == HistoryEvent.UPGRADE)
                        .map(HistoryEntry::revision)
                        .sorted())
                .containsExactly(revisions);
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
