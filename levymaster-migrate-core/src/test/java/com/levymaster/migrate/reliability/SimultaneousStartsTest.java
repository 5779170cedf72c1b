package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.lock.LockTimeoutException;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Many nodes start at once. Named after the rows of the fault matrix. */
class SimultaneousStartsTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        OverlapDetector.prepare(database);
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    @Tag("row-01")
    @Tag("row-29")
    void many_starters_on_an_empty_database_apply_each_revision_once() throws Exception {
        List<RunReport> reports = atOnce(
                10,
                () -> migrator(database.dataSource(), MigratorSettings.DEFAULT, OverlapDetector.revisions())
                        .upgrade());

        assertThat(reports).allSatisfy(r -> assertThat(r.after()).containsExactly("e5"));
        assertThat(reports.stream().mapToInt(r -> r.revisions().size()).sum()).isEqualTo(5);
        assertThat(migrator(database.dataSource()).history().stream()
                        .filter(e -> e.event() == HistoryEvent.UPGRADE)
                        .map(HistoryEntry::revision))
                .containsExactly("e5", "d4", "c3", "b2", "a1");
        assertThat(OverlapDetector.wasSeen(database)).isFalse();
    }

    @Test
    @Tag("row-02")
    void a_start_with_nothing_to_do_is_one_statement_and_takes_no_lock() {
        migrator(database.dataSource(), OverlapDetector.revisions()).upgrade();
        HaltingDataSource counting = HaltingDataSource.never(database.dataSource());

        assertThat(migrator(counting, OverlapDetector.revisions()).upgrade().isEmpty())
                .isTrue();

        assertThat(counting.calls())
                .singleElement()
                .asString()
                .startsWith("executeQuery select pg_catalog.string_agg(revision");
    }

    @Test
    void the_lock_that_is_given_back_rings_for_those_who_wait() throws SQLException {
        try (Connection waiting = database.connection();
                Statement statement = waiting.createStatement()) {
            statement.execute("listen levymaster_migrate_2a");

            migrator(database.dataSource(), key42(), OverlapDetector.revisions())
                    .upgrade();

            assertThat(waiting.unwrap(PGConnection.class).getNotifications(60_000))
                    .hasSize(1);
        }
    }

    @Test
    void who_has_waited_in_vain_listens_no_more() throws SQLException {
        SingleConnectionDataSource own = new SingleConnectionDataSource(database.connection(), true);
        try (Connection other = database.connection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(42)");

            assertThatThrownBy(migrator(own, key42(), OverlapDetector.revisions())::upgrade)
                    .isInstanceOf(LockTimeoutException.class);
        }

        assertThat(JdbcClient.create(own)
                        .sql("select count(*) from pg_listening_channels()")
                        .query(Long.class)
                        .single())
                .isZero();
        own.destroy();
    }

    private static MigratorSettings key42() {
        return MigratorSettings.DEFAULT.withLock(new LockSettings(Duration.ofMillis(100), Duration.ofMillis(50), 42L));
    }

    @Test
    @Tag("row-03")
    void applications_with_different_locks_create_the_same_schema_at_once() throws Exception {
        List<Callable<RunReport>> starters = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            MigratorSettings settings = Revisions.IMPATIENT.withTables(
                    new com.levymaster.migrate.store.TableNames("shared", "version_" + i, "history_" + i));
            String id = "r" + i;
            starters.add(() -> migrator(database.dataSource(), settings, Revisions.table(id, "t" + id))
                    .upgrade());
        }

        assertThat(atOnce(starters)).hasSize(6);
    }

    @Test
    @Tag("row-41")
    void an_old_and_a_new_build_start_together() throws Exception {
        List<Callable<RunReport>> builds = List.of(
                () -> migrator(database.dataSource(), Revisions.table("a1", "t"))
                        .upgrade(),
                () -> migrator(database.dataSource(), Revisions.table("a1", "t"), Revisions.table("a1", "b2", "u"))
                        .upgrade());

        assertThat(atOnce(builds)).hasSize(2);
        assertThat(migrator(database.dataSource()).status().applied()).containsExactly("a1", "b2");
    }

    private static <T> List<T> atOnce(int several, Callable<T> work) throws Exception {
        return atOnce(java.util.Collections.nCopies(several, work));
    }

    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        CyclicBarrier barrier = new CyclicBarrier(works.size());
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> work : works) {
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
