package com.levymaster.migrate.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.actuate.endpoint.Branches.Base;
import com.levymaster.migrate.actuate.endpoint.Branches.Broken;
import com.levymaster.migrate.actuate.endpoint.Branches.Left;
import com.levymaster.migrate.actuate.endpoint.Branches.Merge;
import com.levymaster.migrate.actuate.endpoint.Branches.Right;
import com.levymaster.migrate.actuate.endpoint.MigrationsEndpointAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateInitializer;
import com.levymaster.migrate.autoconfigure.event.MigrationCompleted;
import com.levymaster.migrate.autoconfigure.event.MigrationFailed;
import com.levymaster.migrate.autoconfigure.event.RevisionApplied;
import com.levymaster.migrate.autoconfigure.event.RevisionReverted;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.EventListener;

class ObservabilityTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    MetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    LevyMigrateAutoConfiguration.class,
                    MigrationsEndpointAutoConfiguration.class,
                    MigrationsHealthAutoConfiguration.class,
                    MigrationsInfoAutoConfiguration.class,
                    MigrationMetricsAutoConfiguration.class,
                    MigrationObservationAutoConfiguration.class))
            .withUserConfiguration(Base.class, Left.class, Right.class, Merge.class)
            .withPropertyValues(
                    "spring.datasource.url=" + database.url(),
                    "spring.datasource.username=" + database.user(),
                    "spring.datasource.password=" + database.password());

    private final ApplicationContextRunner withHealth =
            application.withPropertyValues("management.health.migrations.enabled=true");

    @BeforeEach
    void empty() {
        database.execute("drop schema public cascade; create schema public");
    }

    @Test
    void health_and_info_are_there_only_when_asked_for() {
        application.run(context ->
                assertThat(context).doesNotHaveBean(HealthContributor.class).doesNotHaveBean(InfoContributor.class));
    }

    @Test
    void health_is_up_when_all_revisions_are_applied() {
        withHealth.run(context -> assertThat(health(context))
                .isEqualTo(Health.up()
                        .withDetail("state", "current")
                        .withDetail("current", List.of("d4"))
                        .build()));
    }

    @Test
    void health_is_out_of_service_while_revisions_are_pending() {
        withHealth
                .withPropertyValues("levymaster.migrate.startup.target=b2")
                .run(context -> assertThat(health(context))
                        .isEqualTo(Health.outOfService()
                                .withDetail("state", "pending")
                                .withDetail("current", List.of("b2"))
                                .withDetail("pending", List.of("c3", "d4"))
                                .build()));
    }

    @Test
    void health_names_a_database_that_was_there_before() {
        database.execute("create table legacy (id integer)");
        withHealth
                .withPropertyValues("levymaster.migrate.startup.mode=none")
                .run(context -> assertThat(health(context).getDetails())
                        .containsEntry(
                                "existing", "1 table, no revision history: `db adopt` takes the database over"));
    }

    @Test
    void health_is_down_when_a_revision_failed() {
        ApplicationContextRunner broken = withHealth.withUserConfiguration(Broken.class);
        broken.run(context -> assertThat(context).hasFailed());

        broken.withPropertyValues("levymaster.migrate.startup.mode=none").run(context -> {
            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
            assertThat(health(context).getDetails())
                    .containsEntry("state", "failed")
                    .containsEntry("failed", List.of("e5"));
        });
    }

    @Test
    void health_is_down_when_the_database_has_revisions_that_nobody_knows() {
        withHealth.run(context -> {
            database.execute("insert into levymaster_version (revision) values ('ff')");

            assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
            assertThat(health(context).getDetails())
                    .containsEntry("state", "unknown")
                    .containsEntry("unknown", List.of("ff"));
        });
    }

    @Test
    void health_is_down_when_an_applied_revision_lacks_one_that_it_needs() {
        withHealth.run(context -> {
            database.execute("delete from levymaster_version where revision = 'a1'");

            assertThat(health(context).getDetails()).containsEntry("state", "diverged");
        });
    }

    @Test
    void health_is_down_and_tells_no_address_when_the_database_is_away() {
        withHealth
                .withPropertyValues(
                        "levymaster.migrate.url=jdbc:postgresql://localhost:1/hidden",
                        "levymaster.migrate.startup.mode=none")
                .run(context -> {
                    assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health(context))
                            .asString()
                            .contains("cannot be reached")
                            .doesNotContain("hidden");
                });
    }

    @Test
    void each_of_several_migrators_has_its_health() {
        withHealth
                .withBean(
                        "first",
                        Migrator.class,
                        () -> Migrator.builder(database.dataSource()).build())
                .withBean(
                        "second",
                        Migrator.class,
                        () -> Migrator.builder(database.dataSource()).build())
                .withPropertyValues("levymaster.migrate.startup.mode=none")
                .withBean(
                        LevyMigrateInitializer.class,
                        () -> new LevyMigrateInitializer(
                                Migrator.builder(database.dataSource()).build(), migrator -> {}))
                .run(context -> assertThat(context.getBean(HealthContributor.class))
                        .isInstanceOfSatisfying(
                                CompositeHealthContributor.class,
                                composite -> assertThat(composite.stream().map(entry -> entry.name()))
                                        .containsExactlyInAnyOrder("first", "second")));
    }

    @Test
    void info_tells_the_current_revision() {
        application
                .withPropertyValues("management.info.migrations.enabled=true")
                .run(context -> {
                    Info.Builder builder = new Info.Builder();
                    context.getBean(InfoContributor.class).contribute(builder);

                    assertThat(builder.build().getDetails())
                            .isEqualTo(Map.of(
                                    "migrations",
                                    Map.of(
                                            "levyMigrator",
                                            Map.of(
                                                    "state",
                                                    "current",
                                                    "current",
                                                    List.of("d4"),
                                                    "heads",
                                                    List.of("d4"),
                                                    "pending",
                                                    0))));
                });
    }

    @Test
    void metrics_count_revisions_and_time_the_run_of_the_start() {
        application
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues("levymaster.migrate.startup.target=b2")
                .run(context -> {
                    MeterRegistry meters = context.getBean(SimpleMeterRegistry.class);

                    assertThat(meters.get("levymaster.migrate.pending")
                                    .tag("migrator", "levyMigrator")
                                    .gauge()
                                    .value())
                            .isEqualTo(2);
                    assertThat(meters.get("levymaster.migrate.applied").gauge().value())
                            .isEqualTo(2);
                    assertThat(meters.get("levymaster.migrate.duration")
                                    .tag("direction", "upgrade")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(meters.get("levymaster.migrate.lock.wait")
                                    .timer()
                                    .count())
                            .isEqualTo(1);

                    context.getBean(Migrator.class).downgrade("base");

                    assertThat(meters.get("levymaster.migrate.duration")
                                    .tag("direction", "downgrade")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void each_revision_is_observed() {
        List<String> observed = new ArrayList<>();
        application
                .withBean(ObservationRegistry.class, () -> registry(observed))
                .run(context ->
                        assertThat(observed).containsExactly("upgrade a1", "upgrade b2", "upgrade c3", "upgrade d4"));
    }

    @Test
    void a_run_and_its_revisions_are_steps_of_the_start() {
        BufferingApplicationStartup startup = new BufferingApplicationStartup(10_000);
        application
                .withInitializer(context -> context.setApplicationStartup(startup))
                .run(context -> assertThat(startup.getBufferedTimeline().getEvents())
                        .extracting(event -> event.getStartupStep().getName())
                        .contains("levymaster.migrate.run")
                        .filteredOn("levymaster.migrate.revision"::equals)
                        .hasSize(4));
    }

    @Test
    void listeners_hear_what_the_start_did() {
        application.withBean(Listener.class).run(context -> {
            Listener listener = context.getBean(Listener.class);
            assertThat(listener.heard)
                    .containsExactly("applied a1", "applied b2", "applied c3", "applied d4", "completed 4");

            listener.heard.clear();
            context.getBean(Migrator.class).downgrade("b2");
            assertThat(listener.heard).containsExactly("reverted d4", "completed 1");
        });
    }

    @Test
    void listeners_hear_of_a_failure_though_the_context_goes_down() {
        List<String> heard = new ArrayList<>();
        application
                .withUserConfiguration(Broken.class)
                .withInitializer(context -> context.addApplicationListener(failures(heard)))
                .run(context -> assertThat(heard).containsExactly("e5"));
    }

    @Test
    void a_callback_is_a_bean() {
        List<String> heard = new ArrayList<>();
        application
                .withBean(RunListener.class, () -> new RunListener() {
                    @Override
                    public void beforeRun(Plan plan) {
                        heard.add("before " + plan.ids());
                    }

                    @Override
                    public void afterRun(RunReport report) {
                        heard.add("after");
                    }
                })
                .run(context -> assertThat(heard).containsExactly("before [a1, b2, c3, d4]", "after"));
    }

    private static Health health(AssertableApplicationContext context) {
        return Objects.requireNonNull(context.getBean(HealthIndicator.class).health());
    }

    private static ApplicationListener<PayloadApplicationEvent<MigrationFailed>> failures(List<String> heard) {
        return ApplicationListener.forPayload(
                (MigrationFailed event) -> heard.add(event.failure().revision().id()))::onApplicationEvent;
    }

    private static ObservationRegistry registry(List<String> observed) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onStop(Observation.Context context) {
                observed.add(context.getContextualName());
            }
        });
        return registry;
    }

    static class Listener {

        final List<String> heard = new ArrayList<>();

        @EventListener
        void on(RevisionApplied event) {
            heard.add("applied " + event.revision().id());
        }

        @EventListener
        void on(RevisionReverted event) {
            heard.add("reverted " + event.revision().id());
        }

        @EventListener
        void on(MigrationCompleted event) {
            heard.add("completed " + event.report().revisions().size());
        }
    }
}
