package com.levymaster.migrate.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.actuate.endpoint.MigrationsDescriptor;
import com.levymaster.migrate.actuate.endpoint.MigrationsEndpoint;
import com.levymaster.migrate.actuate.endpoint.MigrationsEndpointAutoConfiguration;
import com.levymaster.migrate.actuate.endpoint.MigrationsFormat;
import com.levymaster.migrate.actuate.endpoint.MigratorDescriptor;
import com.levymaster.migrate.actuate.endpoint.RevisionsDescriptor;
import com.levymaster.migrate.actuate.endpoint.TenantsDescriptor;
import com.levymaster.migrate.actuate.endpoint.TenantsDescriptor.TenantDescriptor;
import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.many.shop.orders.CreateOrders;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantStatus;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** An application whose only revisions run in the schemas of tenants. */
class TenantsObservabilityTest {

    private static final String NAME = "levyMigrator";

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
                    MigrationMetricsAutoConfiguration.class))
            .withUserConfiguration(CreateOrders.class)
            .withBean(SimpleMeterRegistry.class)
            .withPropertyValues(
                    "spring.datasource.url=" + database.url(),
                    "spring.datasource.username=" + database.user(),
                    "spring.datasource.password=" + database.password(),
                    "levymaster.migrate.startup.on-failure=continue",
                    "management.endpoints.web.exposure.include=migrations",
                    "management.health.migrations.enabled=true",
                    "management.info.migrations.enabled=true");

    private final ApplicationContextRunner three =
            application.withPropertyValues("levymaster.migrate.tenants.names=acme,globex,initech");

    @BeforeEach
    void create() {
        database.execute("drop schema if exists acme, globex, initech cascade", "create schema acme");
        database.execute("create schema globex", "create schema initech");
    }

    @Test
    void health_is_up_when_all_tenants_have_all_revisions() {
        three.run(context -> assertThat(health(context))
                .isEqualTo(Health.up()
                        .withDetail("state", "current")
                        .withDetail("tenants", Map.of("current", 3))
                        .build()));
    }

    @Test
    void health_names_the_tenants_that_are_behind_and_is_as_the_worst_of_them() {
        three.run(context -> {
            context.getBean(Migrator.class).forTenant("globex").downgrade("base");
            assertThat(health(context))
                    .isEqualTo(Health.outOfService()
                            .withDetail("state", "pending")
                            .withDetail("tenants", Map.of("current", 2, "pending", 1))
                            .withDetail("others", Map.of("globex", "pending"))
                            .build());

            database.execute("drop schema initech cascade");
            assertThat(health(context).getDetails().get("others"))
                    .isEqualTo(Map.of("globex", "pending", "initech", "pending: Its schema does not exist"));
        });
    }

    @Test
    void info_and_metrics_count_tenants_and_tell_nothing_of_a_database_without_tables() {
        three.run(context -> {
            context.getBean(Migrator.class).forTenant("globex").downgrade("base");
            Info.Builder info = new Info.Builder();
            context.getBean(InfoContributor.class).contribute(info);
            MeterRegistry meters = context.getBean(SimpleMeterRegistry.class);

            assertThat(info.build().get("migrations"))
                    .isEqualTo(Map.of(
                            NAME,
                            Map.of(
                                    "state",
                                    "pending",
                                    "heads",
                                    List.of("o1"),
                                    "tenants",
                                    Map.of("current", 2, "pending", 1))));
            assertThat(tenants(meters, "current")).isEqualTo(2);
            assertThat(tenants(meters, "pending")).isEqualTo(1);
            assertThat(tenants(meters, "failed")).isZero();
            assertThat(meters.find("levymaster.migrate.pending").gauges()).isEmpty();
            assertThat(meters.find("levymaster.migrate.applied").gauges()).isEmpty();
            assertThat(meters.get("levymaster.migrate.duration")
                            .tag("direction", "upgrade")
                            .timers())
                    .singleElement()
                    .satisfies(timer -> assertThat(timer.count()).isEqualTo(3));
        });
    }

    @Test
    void the_endpoint_counts_tenants_names_the_first_that_are_behind_and_shows_each_by_name() {
        List<String> absent = IntStream.range(0, 30).mapToObj(i -> "absent" + i).toList();
        application
                .withPropertyValues("levymaster.migrate.tenants.names=acme," + String.join(",", absent))
                .run(context -> {
                    MigrationsEndpoint endpoint = context.getBean(MigrationsEndpoint.class);

                    MigratorDescriptor overview =
                            (MigratorDescriptor) of(endpoint.migrations(SecurityContext.NONE, MigrationsFormat.JSON)
                                    .getBody());
                    TenantsDescriptor tenants = Objects.requireNonNull(overview.tenants());
                    assertThat(overview.state()).isEqualTo("pending");
                    assertThat(overview.error()).isNull();
                    assertThat(tenants.total()).isEqualTo(31);
                    assertThat(tenants.counts()).isEqualTo(Map.of("current", 1, "pending", 30));
                    assertThat(tenants.others()).hasSize(TenantsState.SHOWN);
                    assertThat(tenants.others().get(0))
                            .isEqualTo(new TenantDescriptor(
                                    "absent0", "pending", List.of(), 1, List.of(), "Its schema does not exist"));

                    assertThat(((RevisionsDescriptor) of(endpoint.view("current", null, null, null, null, "acme")))
                                    .revisions())
                            .singleElement()
                            .satisfies(revision -> assertThat(revision.id()).isEqualTo("o1"));
                    assertThat(((RevisionsDescriptor) of(endpoint.view("current", null, null, null, null, null)))
                                    .error())
                            .contains("name one, with the parameter tenant");
                    assertThat(endpoint.view("current", null, null, null, null, "nobody"))
                            .isNull();
                    assertThat(String.valueOf(endpoint.migrations(SecurityContext.NONE, MigrationsFormat.HTML)
                                    .getBody()))
                            .contains("1 of 31 tenants have all revisions of this application; 30 pending.")
                            .contains("<td>absent0</td>")
                            .contains("and 10 more tenants");
                });
    }

    @Test
    void a_tenant_is_shown_with_an_error_if_the_tenants_cannot_be_read() {
        application
                .withPropertyValues("levymaster.migrate.tenants.query=select name from absent")
                .run(context -> {
                    MigrationsEndpoint endpoint = context.getBean(MigrationsEndpoint.class);

                    assertThat(((RevisionsDescriptor) of(endpoint.view("current", null, null, null, null, "acme")))
                                    .error())
                            .isEqualTo("The database could not be queried [42P01]");
                });
    }

    @Test
    void a_tenant_that_lacks_a_revision_which_an_applied_one_requires_is_diverged() {
        List<RevisionHeader> gaps = List.of(RevisionHeader.ofRepeatable("o1", List.of(), ""));
        TenantStatus status = new TenantStatus("acme", List.of(), gaps, List.of(), List.of(), gaps, true, false, null);

        assertThat(TenantsState.of(List.of(status)).countsByName()).isEqualTo(Map.of("current", 0, "diverged", 1));
    }

    @Test
    void health_and_the_endpoint_agree_on_the_tenants_of_a_migrator_in_a_parent_context() {
        new ApplicationContextRunner()
                .withBean(
                        NAME,
                        Migrator.class,
                        () -> Migrator.builder(database.dataSource())
                                .migrations(new CreateOrders())
                                .build())
                .run(parent -> three.withParent(parent).run(context -> {
                    assertThat(health(context).getDetails()).containsEntry("tenants", Map.of("current", 3));
                    assertThat(context.getBean(MigrationsEndpoint.class)
                                    .view("current", null, null, null, null, "acme"))
                            .isNotNull();
                }));
    }

    private static Object of(@Nullable Object descriptor) {
        return Objects.requireNonNull(((MigrationsDescriptor<?>) Objects.requireNonNull(descriptor))
                .contexts()
                .values()
                .iterator()
                .next()
                .migrators()
                .get(NAME));
    }

    private static double tenants(MeterRegistry meters, String state) {
        return meters.get("levymaster.migrate.tenants")
                .tag("state", state)
                .gauge()
                .value();
    }

    private static Health health(ApplicationContext context) {
        return Objects.requireNonNull(context.getBean(HealthIndicator.class).health());
    }
}
