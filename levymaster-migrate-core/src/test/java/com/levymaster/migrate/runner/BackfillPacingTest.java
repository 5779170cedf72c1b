package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a backfill waits for between its batches. */
class BackfillPacingTest extends BackfillTestCase {

    @Test
    void an_interruption_is_no_failure_and_the_next_run_continues() {
        AtomicInteger asked = new AtomicInteger();
        List<RevisionFailedException> failures = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void failed(RevisionFailedException failure) {
                failures.add(failure);
            }
        };
        Migrator migrator = migrator(
                database.dataSource(),
                gate(() -> {
                    if (asked.incrementAndGet() == 2) {
                        Thread.currentThread().interrupt();
                    }
                    return Optional.empty();
                }),
                base("a1", INCREMENT));

        assertThatThrownBy(migrator.withListener(listener)::upgrade).hasMessageContaining("The run was asked to end");
        assertThat(Thread.interrupted()).isTrue();

        assertThat(failures).isEmpty();
        assertThat(migrator.history()).extracting(HistoryEntry::event).doesNotContain(HistoryEvent.FAILURE);
        migrator.upgrade();
        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    @Test
    void rows_that_another_session_has_locked_are_released_and_tried_again() throws SQLException {
        RetrySettings retry = RetrySettings.DEFAULT
                .withLockTimeout(Duration.ofMillis(50), Duration.ofMillis(50))
                .withBackoff(Duration.ofMillis(10), Duration.ofMillis(10));
        try (Connection other = database.connection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("update p set v = 1 where id = 7");
            AtomicInteger asked = new AtomicInteger();
            Thread release = new Thread(() -> {
                try {
                    awaitBlocked();
                    other.rollback();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            release.start();
            migrator(
                            database.dataSource(),
                            gate(() -> {
                                        asked.incrementAndGet();
                                        return Optional.empty();
                                    })
                                    .withRetry(retry),
                            base("a1", INCREMENT))
                    .upgrade();
            assertThat(asked).hasValue(4);
        }
        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    @Test
    void a_gate_holds_batches_back_and_the_wait_ends() {
        AtomicInteger asked = new AtomicInteger();
        MigratorSettings settings = IMPATIENT.withBackfill(new BackfillSettings(
                Duration.ZERO,
                null,
                Duration.ofMillis(1),
                List.of(() -> asked.incrementAndGet() < 2 ? Optional.empty() : Optional.of("the offices are open"))));

        assertThatThrownBy(() -> migrator(database.dataSource(), settings, base("a1", INCREMENT))
                        .upgrade())
                .hasMessageContaining("The backfill has waited")
                .hasMessageContaining("before its next batch: the offices are open.")
                .hasMessageContaining("1 batch with 5 changed rows are committed");

        migrator(database.dataSource(), base("a1", INCREMENT)).upgrade();
        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    @Test
    void an_idle_server_without_replicas_has_no_lag() {
        MigratorSettings settings = IMPATIENT.withBackfill(
                new BackfillSettings(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMillis(1), List.of()));

        migrator(database.dataSource(), settings, base("a1", INCREMENT)).upgrade();

        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    private void awaitBlocked() {
        while (values("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
