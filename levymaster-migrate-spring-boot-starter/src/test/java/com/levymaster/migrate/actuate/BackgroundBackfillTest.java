package com.levymaster.migrate.actuate;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.BackfillGate;
import com.levymaster.migrate.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** An application that starts before its backfills have ended. */
class BackgroundBackfillTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    LevyMigrateAutoConfiguration.class,
                    MigrationsHealthAutoConfiguration.class,
                    MigrationMetricsAutoConfiguration.class))
            .withUserConfiguration(Base.class, Fill.class, Required.class, Other.class)
            .withPropertyValues(
                    "spring.datasource.url=" + database.url(),
                    "spring.datasource.username=" + database.user(),
                    "spring.datasource.password=" + database.password(),
                    "management.health.migrations.enabled=true",
                    "levymaster.migrate.startup.target=heads",
                    "levymaster.migrate.backfill.mode=background");

    /** Lets batches through until it closes, and then holds them back. */
    private static final class Barrier implements BackfillGate {

        private final AtomicInteger batches;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        Barrier(int batches) {
            this.batches = new AtomicInteger(batches);
        }

        @Override
        public Optional<String> reasonToWait() {
            if (batches.getAndDecrement() > 0) {
                return Optional.empty();
            }
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
    }

    @BeforeEach
    void createTable() {
        database.execute("drop schema public cascade; create schema public");
        application.withPropertyValues("levymaster.migrate.startup.target=f1").run(context -> {});
    }

    @Test
    void on_a_new_database_a_start_applies_all() {
        database.execute("drop schema public cascade; create schema public");

        application.run(context ->
                assertThat(context.getBean(Migrator.class).status().pending()).isEmpty());
    }

    @Test
    void the_application_starts_and_the_revisions_count_as_applied_when_the_backfill_has_ended() {
        Barrier barrier = new Barrier(1);

        application
                .withBean(BackfillGate.class, () -> barrier)
                .withBean(SimpleMeterRegistry.class)
                .run(context -> {
                    barrier.reached.await();
                    Migrator migrator = context.getBean(Migrator.class);
                    assertThat(migrator.status().pending())
                            .extracting(RevisionHeader::id)
                            .containsExactly("f2", "f3");
                    assertThat(migrator.status().applied()).containsExactlyInAnyOrder("f1", "f4");
                    Health health = health(context);
                    assertThat(health.getStatus().getCode()).isEqualTo("UP");
                    assertThat(health.getDetails()).containsEntry("state", "backfilling");
                    assertThat(String.valueOf(health.getDetails().get("backfills")))
                            .contains("backfill p n", ": 5 rows, ");
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("levymaster.migrate.backfill.rows")
                                    .gauge()
                                    .value())
                            .isEqualTo(5);
                    assertThat(context.getBean(MeterRegistry.class)
                                    .get("levymaster.migrate.backfill.rate")
                                    .gauge()
                                    .value())
                            .isPositive();

                    barrier.open.countDown();
                    migrator.awaitUpgrade(Duration.ofMinutes(1), "heads");

                    assertThat(health(context).getDetails()).containsEntry("state", "current");
                });
        assertThat(changes()).isEqualTo("1 1 12");
    }

    @Test
    void an_application_that_stops_keeps_what_is_committed_and_the_next_one_continues() {
        Barrier barrier = new Barrier(1);
        application.withBean(BackfillGate.class, () -> barrier).run(context -> barrier.reached.await());
        assertThat(database.jdbc()
                        .sql("select count(*) from p where n = 0")
                        .query(Integer.class)
                        .single())
                .isBetween(1, 11);
        assertThat(database.jdbc()
                        .sql("select count(*) from levymaster_history where event = 'failure'")
                        .query(Integer.class)
                        .single())
                .isZero();

        application.run(context -> context.getBean(Migrator.class).awaitUpgrade(Duration.ofMinutes(1), "heads"));

        assertThat(changes()).isEqualTo("1 1 12");
    }

    @Test
    @Tag("nightly")
    void of_two_instances_one_runs_the_backfill_and_the_other_continues_when_it_stops() {
        Barrier barrier = new Barrier(1);
        application.withBean(BackfillGate.class, () -> barrier).run(first -> {
            barrier.reached.await();
            application.run(second -> {
                assertThat(second).hasNotFailed();
                assertThat(second.getBean(Migrator.class).status().pending())
                        .extracting(RevisionHeader::id)
                        .containsExactly("f2", "f3");
                first.close();
                second.getBean(Migrator.class).awaitUpgrade(Duration.ofMinutes(1), "heads");
            });
        });

        assertThat(changes()).isEqualTo("1 1 12");
    }

    @Test
    void an_instance_that_only_validates_needs_no_revision_that_waits_for_a_backfill() {
        application
                .withPropertyValues("levymaster.migrate.startup.mode=validate")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("f4"));
        application
                .withPropertyValues("levymaster.migrate.startup.target=f4", "levymaster.migrate.backfill.mode=start")
                .run(context -> {});

        application
                .withPropertyValues("levymaster.migrate.startup.mode=validate")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(changes()).isEqualTo("0 0 12");
    }

    @Test
    void what_nobody_has_left_to_the_background_is_pending() {
        application
                .withPropertyValues("levymaster.migrate.startup.mode=none")
                .run(context -> assertThat(health(context).getDetails()).containsEntry("state", "pending"));
    }

    @Test
    void an_instance_that_only_validates_is_up_while_others_run_the_backfills() {
        application.withPropertyValues("levymaster.migrate.startup.target=f4").run(context -> {});

        application
                .withPropertyValues("levymaster.migrate.startup.mode=validate")
                .run(context -> assertThat(health(context).getDetails()).containsEntry("state", "backfilling"));
    }

    @Test
    void a_backfill_that_fails_leaves_the_application_running_and_its_health_down() {
        Barrier barrier = new Barrier(1);

        application.withBean(BackfillGate.class, () -> barrier).run(context -> {
            barrier.reached.await();
            database.execute("alter table p drop column n");
            barrier.open.countDown();
            while (!health(context).getStatus().getCode().equals("DOWN")) {
                Thread.onSpinWait();
            }
            assertThat(health(context).getDetails()).containsEntry("state", "failed");
            assertThat(context.isActive()).isTrue();
        });
    }

    private static String changes() {
        return database.jdbc()
                .sql("select min(n) || ' ' || max(n) || ' ' || count(*) from p")
                .query(String.class)
                .single();
    }

    private static Health health(ApplicationContext context) {
        return Objects.requireNonNull(context.getBean(HealthIndicator.class).health());
    }

    @Revision(id = "f1")
    static class Base implements Migration {

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

    @Revision(id = "f2", downRevision = "f1")
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

    @Revision(id = "f3", downRevision = "f2")
    static class Required implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("p", t -> t.addColumn("needs_n", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "f4", downRevision = "f1")
    static class Other implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("p", t -> t.addColumn("needs_nothing", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
