package com.levymaster.migrate.autoconfigure;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.runner.BackfillGate;
import com.levymaster.migrate.runner.BackfillSettings;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BackgroundBackfillsTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final BackgroundBackfills backfills = new BackgroundBackfills(Duration.ofMillis(20));
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);

    @AfterEach
    void stop() {
        backfills.stop();
    }

    @Test
    void a_backfill_that_loses_its_connection_is_tried_again() {
        Migrator migrator = migrator(() -> {
            if (asked.incrementAndGet() == 2) {
                database.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
            }
            return Optional.empty();
        });
        backfills.add(migrator, migrator.splitAtBackfills("head"));

        backfills.start();
        migrator.awaitUpgrade(Duration.ofMinutes(1), "head");

        assertThat(changes()).isEqualTo("1 1 12");
    }

    @Test
    void a_pause_is_no_failure_and_the_backfill_continues_after_it() throws InterruptedException {
        Migrator migrator = migrator(() -> {
            if (asked.incrementAndGet() == 2) {
                awaitInterrupt();
            }
            return Optional.empty();
        });
        backfills.add(migrator, migrator.splitAtBackfills("head"));
        backfills.start();
        reached.await();

        backfills.stop();
        assertThat(changes()).isEqualTo("0 1 12");
        assertThat(migrator.history()).extracting(HistoryEntry::event).doesNotContain(HistoryEvent.FAILURE);
        assertThat(backfills.of(migrator)).containsExactlyInAnyOrder("b3", "b4");

        backfills.start();
        migrator.awaitUpgrade(Duration.ofMinutes(1), "head");
        assertThat(changes()).isEqualTo("1 1 12");
    }

    @Test
    void a_relative_target_is_counted_once() {
        Migrator migrator = migrator(Optional::empty);

        assertThat(migrator.splitAtBackfills("+2").now()).containsExactly("b2");
        assertThat(migrator.splitAtBackfills("+2").goal()).containsExactly("b3");
    }

    private void awaitInterrupt() {
        reached.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Migrator migrator(BackfillGate gate) {
        Migrator migrator = Migrator.builder(database.dataSource())
                .migrations(new Create(), new Widen(), new Fill(), new Require())
                .settings(MigratorSettings.DEFAULT.withBackfill(
                        new BackfillSettings(Duration.ZERO, null, Duration.ofMinutes(1), List.of(gate))))
                .build();
        migrator.upgrade("b1");
        return migrator;
    }

    private String changes() {
        return database.jdbc()
                .sql("select min(n) || ' ' || max(n) || ' ' || count(*) from p")
                .query(String.class)
                .single();
    }

    @Revision(id = "b1")
    static class Create implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("p", t -> {
                t.column("id", bigint()).notNull();
                t.column("n", integer()).notNull().defaultValue(0);
                t.primaryKey("pk_p").on("id");
            });
            op.execute("insert into p (id) select generate_series(1, 12)");
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "b2", downRevision = "b1")
    static class Widen implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("p", t -> t.addColumn("needs_nothing", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "b3", downRevision = "b2")
    static class Fill implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.backfill("p").set("n", "n + 1").batchSize(5).keptOnUndo();
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "b4", downRevision = "b3")
    static class Require implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("p", t -> t.addColumn("needs_n", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
