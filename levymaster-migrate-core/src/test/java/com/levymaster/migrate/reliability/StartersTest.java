package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.Settings;
import com.levymaster.migrate.runner.Report;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many nodes start at once. Named after the rows of the fault matrix. */
class StartersTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        Overlap.prepare(database);
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void row_01_and_29_many_starters_on_an_empty_database_apply_each_revision_once() throws Exception {
        List<Report> reports = atOnce(
                10,
                () -> migrator(database.dataSource(), Settings.DEFAULT, Overlap.revisions())
                        .upgrade());

        assertThat(reports).allSatisfy(r -> assertThat(r.after()).containsExactly("e5"));
        assertThat(reports.stream().mapToInt(r -> r.revisions().size()).sum()).isEqualTo(5);
        assertThat(migrator(database.dataSource()).history().stream()
                        .filter(e -> e.event() == HistoryEntry.Event.UPGRADE)
                        .map(HistoryEntry::revision))
                .containsExactly("e5", "d4", "c3", "b2", "a1");
        assertThat(Overlap.wasSeen(database)).isFalse();
    }

    @Test
    void row_02_a_start_with_nothing_to_do_is_one_statement_and_takes_no_lock() {
        migrator(database.dataSource(), Overlap.revisions()).upgrade();
        HaltingDataSource counting = HaltingDataSource.never(database.dataSource());

        assertThat(migrator(counting, Overlap.revisions()).upgrade().isEmpty()).isTrue();

        assertThat(counting.calls()).singleElement().asString().startsWith("executeQuery select revision");
    }

    @Test
    void row_03_applications_with_different_locks_create_the_same_schema_at_once() throws Exception {
        List<Callable<Report>> starters = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Settings settings = Revisions.IMPATIENT.withTables(
                    new com.levymaster.migrate.store.TableNames("shared", "version_" + i, "history_" + i));
            String id = "r" + i;
            starters.add(() -> migrator(database.dataSource(), settings, Revisions.table(id, "t" + id))
                    .upgrade());
        }

        assertThat(atOnce(starters)).hasSize(6);
    }

    @Test
    void row_41_an_old_and_a_new_build_start_together() throws Exception {
        List<Callable<Report>> builds = List.of(
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
