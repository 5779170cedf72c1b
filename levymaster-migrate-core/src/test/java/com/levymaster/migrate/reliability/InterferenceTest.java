package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.lock.LockTimeoutException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.jdbc.PgConnection;

/** Other sessions, and revisions themselves, get in the way of a run. Named after the rows of the fault matrix. */
class InterferenceTest {

    private static final MigratorSettings PATIENT = IMPATIENT.withRetry(RetrySettings.DEFAULT
            .withTotalTimeout(Duration.ofSeconds(30))
            .withLockTimeout(Duration.ofMillis(100), Duration.ofMillis(200))
            .withBackoff(Duration.ofMillis(50), Duration.ofMillis(100)));

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
    @Tag("row-24")
    void a_lock_timeout_runs_the_whole_revision_again() throws SQLException {
        database.execute("create table busy (id int)");
        AtomicInteger tries = new AtomicInteger();
        try (Connection reader = reading("busy")) {
            RevisionDefinition revision = base("a1", op -> {
                op.execute("create table t (id int)");
                op.data("let the reader go at the third try", jdbc -> {
                    if (tries.incrementAndGet() == 3) {
                        reader.rollback();
                    }
                });
                op.execute("alter table busy add column n int");
            });

            assertThat(migrator(database.dataSource(), PATIENT, revision)
                            .upgrade()
                            .after())
                    .containsExactly("a1");
        }
        assertThat(tries).hasValue(3);
        assertThat(migrator(database.dataSource()).history())
                .extracting(HistoryEntry::event)
                .containsExactly(HistoryEvent.UPGRADE);
    }

    @Test
    @Tag("row-25")
    void a_lock_that_never_comes_ends_with_the_blockers_named() throws SQLException {
        database.execute("create table busy (id int)");
        try (Connection reader = reading("busy")) {
            reader.setClientInfo("ApplicationName", "nightly report");
            RevisionDefinition revision = base("a1", op -> op.execute("alter table busy add column n int"));

            assertThatThrownBy(migrator(database.dataSource(), revision)::upgrade)
                    .isInstanceOf(RevisionFailedException.class)
                    .hasMessageContaining("[55P03]")
                    .hasMessageContaining("Tried once. In the way: session ")
                    .hasMessageContaining("(nightly report)")
                    .hasMessageContaining("on busy, idle in transaction");
        }
    }

    @Test
    @Tag("row-26")
    void a_deadlock_runs_the_whole_revision_again() throws Exception {
        database.execute("create table a (id int)", "create table b (id int)");
        AtomicInteger tries = new AtomicInteger();
        try (Connection other = database.connection()) {
            other.setAutoCommit(false);
            RevisionDefinition revision = base("a1", op -> {
                op.execute("set local deadlock_timeout = '10ms'");
                op.execute("lock table a");
                op.data("let another session want a, which it gets after b", jdbc -> {
                    if (tries.incrementAndGet() == 1) {
                        run(other, "lock table b");
                        new Thread(() -> run(other, "lock table a")).start();
                        await("select count(*) from pg_locks where not granted");
                    }
                });
                op.execute("lock table b");
                op.data("end", jdbc -> {});
            });
            MigratorSettings settings =
                    PATIENT.withRetry(PATIENT.retry().withLockTimeout(Duration.ofSeconds(5), Duration.ofSeconds(5)));
            Thread ends = new Thread(() -> {
                while (tries.get() < 1) {
                    Thread.onSpinWait();
                }
                await("select count(*) from pg_locks l join pg_stat_activity s using (pid) where l.granted and"
                        + " l.relation = 'a'::regclass and s.application_name not like 'levymaster%'");
                rollback(other);
            });
            ends.start();

            assertThat(migrator(database.dataSource(), settings, revision)
                            .upgrade()
                            .after())
                    .containsExactly("a1");
            ends.join();
        }
        assertThat(tries).hasValueGreaterThan(1);
    }

    @Test
    @Tag("row-37")
    void whoever_holds_the_key_is_named_and_the_key_can_be_changed() throws SQLException {
        MigratorSettings impatient =
                IMPATIENT.withLock(new LockSettings(Duration.ofMillis(200), Duration.ofMillis(50), 4711L));
        try (Connection other = database.connection()) {
            other.setClientInfo("ApplicationName", "somebody else");
            run(other, "select pg_advisory_lock(4711)");

            assertThatThrownBy(migrator(database.dataSource(), impatient, table("a1", "t"))::upgrade)
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining("(somebody else)")
                    .hasMessageContaining("Nothing was changed");
            assertThat(migrator(database.dataSource(), table("a1", "t"))
                            .upgrade()
                            .after())
                    .containsExactly("a1");
        }
    }

    @Test
    @Tag("row-38")
    void two_applications_in_one_database_do_not_wait_for_each_other() {
        MigratorSettings elsewhere = IMPATIENT.withTables(new TableNames(null, "other_version", "other_history"));
        RevisionDefinition nested = base(
                "a1",
                op -> op.data(
                        "migrate the other application meanwhile",
                        jdbc -> migrator(database.dataSource(), elsewhere, table("x1", "x"))
                                .upgrade()));

        assertThat(migrator(database.dataSource(), nested).upgrade().after()).containsExactly("a1");
        assertThat(migrator(database.dataSource(), elsewhere).status().applied())
                .containsExactly("x1");
    }

    @Test
    @Tag("row-44")
    void a_version_row_that_somebody_else_writes_meanwhile_rolls_the_revision_back() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        RevisionDefinition moved = after("a1", "b2", op -> {
            op.execute("create table u (id int)");
            op.data(
                    "another writes",
                    jdbc -> database.execute("insert into levymaster_version (revision) values ('b2')"));
        });

        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"), moved)::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[23505]");
        assertThat(count("select count(*) from pg_tables where tablename = 'u'"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "rollback", "setAutoCommit", "close", "abort", "; /* all */ commit"})
    @Tag("row-61")
    void a_data_step_may_not_end_the_transaction_of_its_revision(String call) {
        RevisionDefinition ends = base("a1", op -> {
            op.execute("create table t (id int)");
            op.dataWithConnection(call, connection -> end(connection, call));
            op.execute("create table u (id int)");
        });

        assertThatThrownBy(migrator(database.dataSource(), ends)::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining(
                        call.startsWith(";") ? "may not execute a transaction command" : "may not call " + call + "()")
                .hasMessageContaining("Rolled back: all of a1.")
                .hasMessageContaining("op.autocommit");
        assertThat(migrator(database.dataSource(), ends).status().applied()).isEmpty();
        assertThat(count("select count(*) from pg_tables where tablename in ('t', 'u')"))
                .isZero();
    }

    private static void end(Connection connection, String call) throws SQLException {
        switch (call) {
            case "commit" -> connection.commit();
            case "rollback" -> connection.rollback();
            case "setAutoCommit" -> connection.setAutoCommit(true);
            case "close" -> connection.close();
            case "abort" -> connection.abort(Runnable::run);
            default -> connection.createStatement().execute(call);
        }
    }

    @Test
    @Tag("row-61")
    void a_data_step_that_commits_behind_our_back_is_told_what_is_not_rolled_back() {
        RevisionDefinition commits = base("a1", op -> {
            op.execute("create table t (id int)");
            op.dataWithConnection(
                    "commit",
                    connection -> connection.unwrap(PgConnection.class).commit());
            op.execute("create table u (id int)");
        });

        assertThatThrownBy(migrator(database.dataSource(), commits)::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("ended its own transaction")
                .hasMessageContaining("Not rolled back: what the revision did before it ended its own transaction.")
                .hasMessageNotContaining("Rolled back: all");
        assertThat(migrator(database.dataSource(), commits).status().applied()).isEmpty();
        assertThat(count("select count(*) from pg_tables where tablename = 't'"))
                .isOne();
        assertThat(count("select count(*) from pg_tables where tablename = 'u'"))
                .isZero();
    }

    @Test
    @Tag("row-61")
    void what_is_stated_of_a_rollback_is_true_whatever_a_data_step_throws_and_whichever_connection_it_reaches() {
        List<Throwable> thrown = List.of(
                new IllegalStateException("boom"),
                new SQLException("boom", "XX000"),
                new InterruptedException("boom"),
                new AssertionError("boom"));
        List<Reach> several = List.of(
                (connection, statement) -> connection.unwrap(PgConnection.class),
                (connection, statement) ->
                        statement.executeQuery("select 1").getStatement().getConnection(),
                (connection, statement) -> statement.getConnection(),
                (connection, statement) -> connection.getMetaData().getConnection());
        RevisionDefinition first = base("a1", op -> op.execute("create table t (id int)"));
        for (int i = 0; i < thrown.size(); i++) {
            Throwable reason = thrown.get(i);
            for (Reach reach : several) {
                Consumer<Operations> step = op -> op.dataWithConnection("commit, then fail", connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("insert into t values (1)");
                        reach.of(connection, statement).commit();
                        statement.execute("insert into t values (2)");
                    }
                    throw RevisionsThrowing.<RuntimeException>unchecked(reason);
                });
                boolean refused = several.indexOf(reach) > 1;
                migrator(database.dataSource(), first).upgrade();
                assertFails(migrator(database.dataSource(), first, after("a1", "b2", step))::upgrade, refused);
                RevisionDefinition reverted = after("a1", "b2", op -> {}, step);
                migrator(database.dataSource(), first, reverted).upgrade();
                assertFails(
                        () -> migrator(database.dataSource(), first, reverted).downgrade("a1"), refused);
                database.execute("drop table t, levymaster_version, levymaster_history");
            }
        }
    }

    private void assertFails(ThrowingCallable command, boolean refused) {
        assertThatThrownBy(command)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining(
                        refused ? "may not call commit()" : "Not rolled back: what the revision did before it ended")
                .hasMessageContaining(refused ? "Rolled back: all of b2." : "boom");
        Thread.interrupted();
        assertThat(count("select count(*) from t where id = 2")).isZero();
        assertThat(count("select count(*) from t")).isEqualTo(refused ? 0 : 1);
        database.execute("delete from t");
    }

    private interface Reach {
        Connection of(Connection connection, Statement statement) throws SQLException;
    }

    private static final class RevisionsThrowing {
        @SuppressWarnings("unchecked")
        static <E extends Throwable> E unchecked(Throwable e) throws E {
            throw (E) e;
        }
    }

    @Test
    void a_revision_that_revokes_the_rights_of_the_run_on_our_tables_is_told_so() {
        Login run = database.role();
        database.execute("grant create on schema public to " + run.user());
        RevisionDefinition revision =
                base("a1", op -> op.execute("revoke insert on levymaster_history from " + run.user()));

        assertThatThrownBy(migrator(run.dataSource(), revision)::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("SQL: insert into \"public\".\"levymaster_history\" …")
                .hasMessageContaining("The role of the run may not write the tables of LevyMaster Migrate")
                .hasMessageContaining("Rolled back: all of a1.");
    }

    @Test
    @Tag("row-62")
    void a_swallowed_exception_is_not_recorded_as_applied() {
        RevisionDefinition swallows = base("a1", op -> {
            op.execute("create table t (id int)");
            op.dataWithConnection("swallow", connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("nonsense");
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).isEqualTo("42601");
                }
            });
        });

        assertThatThrownBy(migrator(database.dataSource(), swallows)::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[25P02]")
                .hasMessageContaining("swallowed");
        assertThat(migrator(database.dataSource(), swallows).status().applied()).isEmpty();
    }

    @Test
    @Tag("row-62")
    void a_swallowed_exception_before_a_step_outside_is_not_committed_away() {
        RevisionDefinition swallows = base("a1", op -> {
            op.execute("create table t (id int)");
            op.dataWithConnection("swallow", connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("nonsense");
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).isEqualTo("42601");
                }
            });
            op.autocommit(() -> op.execute("create table u (id int)"));
        });

        assertThatThrownBy(migrator(database.dataSource(), swallows)::upgrade).hasMessageContaining("[25P02]");
        assertThat(count("select count(*) from pg_tables where tablename = 'u'"))
                .isZero();
    }

    @Test
    @Tag("row-63")
    void whatever_a_data_step_throws_rolls_back_and_frees_the_lock() {
        for (Throwable thrown : new Throwable[] {
            new IllegalStateException("no"),
            new StackOverflowError(),
            new InterruptedException(),
            new OutOfMemoryError("x")
        }) {
            RevisionDefinition throwing = base("a1", op -> {
                op.execute("create table t (id int)");
                op.dataWithConnection("throw", connection -> sneak(thrown));
            });

            assertThatThrownBy(migrator(database.dataSource(), throwing)::upgrade)
                    .isNotNull();
            Thread.interrupted();
            assertThat(count("select count(*) from pg_tables where tablename = 't'"))
                    .isZero();
            assertThat(count("select count(*) from pg_locks where locktype = 'advisory'"))
                    .isZero();
        }
    }

    private static void sneak(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    private Connection reading(String table) throws SQLException {
        Connection reader = database.connection();
        reader.setAutoCommit(false);
        run(reader, "select * from " + table);
        return reader;
    }

    /** Until a count is positive. */
    private void await(String sql) {
        while (count(sql) < 1) {
            Thread.onSpinWait();
        }
    }

    private static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
