package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many instances of one application that start at the same moment. */
class ManyInstancesTest {

    private static final int INSTANCES = 32;
    private static final int REVISIONS = 100;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private static RevisionDefinition[] revisions() {
        return IntStream.range(0, REVISIONS)
                .mapToObj(i -> i == 0 ? table("r0", "t0") : table("r" + (i - 1), "r" + i, "t" + i))
                .toArray(RevisionDefinition[]::new);
    }

    @Test
    @Tag("row-01")
    void thirty_two_instances_on_an_empty_database_are_all_ready() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(INSTANCES);
        ExecutorService instances = Executors.newFixedThreadPool(INSTANCES);
        List<Future<RunReport>> starts = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            starts.add(instances.submit(() -> {
                barrier.await();
                return migrator(database.dataSource(), MigratorSettings.DEFAULT, revisions())
                        .upgrade();
            }));
        }
        int applied = 0;
        for (Future<RunReport> start : starts) {
            assertThat(start.get().after()).containsExactly("r" + (REVISIONS - 1));
            applied += start.get().revisions().size();
        }
        instances.shutdown();

        assertThat(applied).isEqualTo(REVISIONS);
        assertThat(migrator(database.dataSource(), revisions()).history())
                .hasSize(REVISIONS)
                .allSatisfy(e -> assertThat(e.event()).isEqualTo(HistoryEvent.UPGRADE));
    }
}
