package com.levymaster.migrate.autoconfigure.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.levymaster.migrate.actuate.MigrationsHealthAutoConfiguration;
import com.levymaster.migrate.actuate.endpoint.GraphDescriptor;
import com.levymaster.migrate.actuate.endpoint.GraphDescriptor.NodeDescriptor;
import com.levymaster.migrate.actuate.endpoint.MigrationsDescriptor;
import com.levymaster.migrate.actuate.endpoint.MigrationsEndpoint;
import com.levymaster.migrate.actuate.endpoint.MigrationsEndpointAutoConfiguration;
import com.levymaster.migrate.actuate.endpoint.MigrationsFormat;
import com.levymaster.migrate.actuate.endpoint.MigratorDescriptor;
import com.levymaster.migrate.actuate.endpoint.RevisionDescriptor;
import com.levymaster.migrate.actuate.endpoint.RevisionsDescriptor;
import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.modules.billing.revisions.CreateInvoice;
import com.levymaster.migrate.autoconfigure.modules.catalog.CreateProduct;
import com.levymaster.migrate.autoconfigure.modules.orders.CreateOrder;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionIndex;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class ModulesTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DataSourceAutoConfiguration.class, LevyMigrateAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=" + database.url())
            .withPropertyValues("spring.datasource.username=" + database.user())
            .withPropertyValues("spring.datasource.password=" + database.password());

    private final ApplicationContextRunner all =
            application.withUserConfiguration(CreateOrder.class, CreateInvoice.class, CreateProduct.class);

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void the_start_upgrades_all_modules() {
        all.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Migrator.class).graph().modules())
                    .containsExactly("billing", "catalog", "orders");
            assertThat(tables()).contains("order", "invoice", "product");
        });
    }

    @Test
    void without_one_of_three_modules_the_others_start_and_its_table_remains() {
        all.run(context -> assertThat(context).hasNotFailed());

        application
                .withUserConfiguration(CreateOrder.class, CreateProduct.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Migrator.class).status().isUpToDate())
                            .isTrue();
                    assertThat(context.getBean(Migrator.class).status().notPresent())
                            .containsExactly("Module billing is not present in this application: its revision b1"
                                    + " remains applied");
                    assertThat(tables()).contains("invoice");
                });
    }

    @Test
    void endpoint_page_and_health_name_modules_and_those_that_are_not_present() {
        String absent = "Module billing is not present in this application: its revision b1 remains applied";
        ApplicationContextRunner observed = application
                .withConfiguration(AutoConfigurations.of(
                        MigrationsEndpointAutoConfiguration.class, MigrationsHealthAutoConfiguration.class))
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=migrations",
                        "management.health.migrations.enabled=true");
        observed.withUserConfiguration(CreateOrder.class, CreateInvoice.class, CreateProduct.class)
                .run(context -> {
                    assertThat(((GraphDescriptor) view(context, "graph")).revisions())
                            .extracting(NodeDescriptor::id, NodeDescriptor::module)
                            .containsExactlyInAnyOrder(
                                    tuple("o1", "orders"), tuple("b1", "billing"), tuple("c1", "catalog"));
                    assertThat(((RevisionsDescriptor) view(context, "current")).revisions())
                            .extracting(RevisionDescriptor::module)
                            .containsExactlyInAnyOrder("billing", "catalog", "orders");
                    assertThat(overview(context).notPresent()).isNull();
                });

        observed.withUserConfiguration(CreateOrder.class, CreateProduct.class).run(context -> {
            assertThat(overview(context).notPresent()).containsExactly(absent);
            assertThat(overview(context).unknown()).isEmpty();
            assertThat(overview(context).state()).isEqualTo("current");
            assertThat(((GraphDescriptor) view(context, "graph")).unknown()).isEmpty();
            assertThat(String.valueOf(context.getBean(MigrationsEndpoint.class)
                            .migrations(SecurityContext.NONE, MigrationsFormat.HTML)
                            .getBody()))
                    .contains("Modules not present", absent);
            assertThat(Objects.requireNonNull(
                            context.getBean(HealthIndicator.class).health()))
                    .isEqualTo(Health.up()
                            .withDetail("state", "current")
                            .withDetail("current", List.of("c1", "o1"))
                            .withDetail("notPresent", List.of(absent))
                            .build());
        });
    }

    private static MigratorDescriptor overview(ApplicationContext context) {
        return (MigratorDescriptor) only(context.getBean(MigrationsEndpoint.class)
                .migrations(SecurityContext.NONE, MigrationsFormat.JSON)
                .getBody());
    }

    private static Object view(ApplicationContext context, String name) {
        return only(context.getBean(MigrationsEndpoint.class).view(name, null, null, null, null, null));
    }

    private static Object only(@Nullable Object descriptor) {
        return Objects.requireNonNull(((MigrationsDescriptor<?>) Objects.requireNonNull(descriptor))
                .contexts()
                .values()
                .iterator()
                .next()
                .migrators()
                .get("levyMigrator"));
    }

    @Test
    void a_start_of_one_module_upgrades_what_it_depends_on() {
        all.withPropertyValues("levymaster.migrate.startup.modules=billing")
                .run(context ->
                        assertThat(tables()).contains("order", "invoice").doesNotContain("product"));
    }

    @Test
    void a_start_of_one_module_does_so_in_each_tenant() {
        database.execute("create schema acme");
        all.withPropertyValues("levymaster.migrate.startup.modules=billing", "levymaster.migrate.tenants.names=acme")
                .run(context ->
                        assertThat(tables("acme")).contains("order", "invoice").doesNotContain("product"));
    }

    @Test
    void a_start_of_a_module_that_is_unknown_is_refused_with_the_names_of_all() {
        all.withPropertyValues("levymaster.migrate.startup.modules=biling")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("No module or branch is called \"biling\"")
                        .hasMessageContaining("a module (billing, catalog, orders)"));
    }

    @Test
    void the_annotations_of_class_and_package_name_the_module_in_the_index() {
        Map<String, String> indexed = new TreeMap<>();
        RevisionIndex.of(List.of(CreateOrder.class, CreateInvoice.class, CreateProduct.class))
                .lines()
                .forEach(line -> indexed.put(line.split("\t")[1], line.split("\t")[14]));
        assertThat(indexed)
                .containsOnly(Map.entry("o1", "orders"), Map.entry("b1", "billing"), Map.entry("c1", "catalog"));
        assertThat(RevisionDefinition.of(CreateInvoice.class, CreateInvoice::new)
                        .header()
                        .module())
                .isEqualTo("billing");
    }

    private static List<String> tables() {
        return tables("public");
    }

    private static List<String> tables(String schema) {
        return database.jdbc()
                .sql("select tablename from pg_tables where schemaname = ?")
                .param(schema)
                .query(String.class)
                .list();
    }
}
