package com.levymaster.migrate.autoconfigure.many;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateStrategy;
import com.levymaster.migrate.autoconfigure.many.shop.billing.CreateBilling;
import com.levymaster.migrate.autoconfigure.many.shop.orders.CreateOrders;
import com.levymaster.migrate.command.TenantSource;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

class TenantsTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LevyMigrateAutoConfiguration.class))
            .withBean("dataSource", DataSource.class, database::dataSource)
            .withUserConfiguration(CreateOrders.class)
            .withPropertyValues("levymaster.migrate.url=" + database.url())
            .withPropertyValues("levymaster.migrate.user=" + database.user())
            .withPropertyValues("levymaster.migrate.password=" + database.password());

    @BeforeEach
    void create() {
        database.execute(
                "drop schema if exists acme, globex cascade",
                "create schema acme",
                "create schema globex",
                "drop table if exists tenant",
                "create table tenant (name text)",
                "insert into tenant values ('acme'), ('globex')");
    }

    @Test
    void the_start_upgrades_the_schemas_of_a_list() {
        application
                .withPropertyValues("levymaster.migrate.tenants.names=acme,globex")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(schemas()).containsExactly("acme", "globex");
                });
    }

    @Test
    void the_start_upgrades_the_schemas_of_a_query() {
        application
                .withPropertyValues("levymaster.migrate.tenants.query=select name from tenant order by name")
                .run(context -> assertThat(schemas()).containsExactly("acme", "globex"));
    }

    @Test
    void the_start_upgrades_the_schemas_of_a_bean() {
        application
                .withBean(TenantSource.class, () -> () -> List.of("globex"))
                .run(context -> assertThat(schemas()).containsExactly("globex"));
    }

    @Test
    void a_tenant_that_fails_ends_the_start_after_the_others_unless_it_is_to_continue() {
        ApplicationContextRunner failing =
                application.withPropertyValues("levymaster.migrate.tenants.names=absent,acme,globex");

        failing.run(context -> {
            assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("Of 3 tenants, 2 upgraded, 0 with nothing to do, 1 failed:")
                    .hasStackTraceContaining("absent: Schema absent does not exist");
            assertThat(schemas()).containsExactly("acme", "globex");
        });
        failing.withPropertyValues("levymaster.migrate.startup.on-failure=continue")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void a_start_that_validates_names_those_that_are_behind() {
        application
                .withPropertyValues(
                        "levymaster.migrate.tenants.names=acme,globex", "levymaster.migrate.startup.mode=validate")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("2 tenants lack revisions of this application. Nothing was changed.")
                        .hasStackTraceContaining("  - acme is at base, 1 pending"));
    }

    @Test
    void a_start_that_waits_names_those_that_are_behind_when_the_time_is_over() {
        application
                .withPropertyValues(
                        "levymaster.migrate.tenants.names=acme,absent",
                        "levymaster.migrate.startup.mode=wait",
                        "levymaster.migrate.startup.wait-timeout=0s")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("2 tenants lack revisions of this application after 0 s of waiting")
                        .hasStackTraceContaining("  - absent: its schema does not exist"));
    }

    @Test
    void a_bean_that_injects_what_uses_the_database_is_refused_with_the_way_out() {
        application
                .withConfiguration(
                        AutoConfigurations.of(JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class))
                .withUserConfiguration(Injecting.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("The TenantSource bean customers needs a")
                        .hasStackTraceContaining(
                                ", which uses the database and therefore waits for the migrations, and these need the tenants")
                        .hasStackTraceContaining("inject the DataSource"));
    }

    @Test
    void several_beans_are_refused_unless_the_properties_name_one() {
        ApplicationContextRunner several = application
                .withBean("first", TenantSource.class, () -> () -> List.of("acme"))
                .withBean("second", TenantSource.class, () -> () -> List.of("globex"));

        several.run(context -> assertThat(context.getStartupFailure())
                .hasStackTraceContaining("There are several TenantSource beans: first, second"));
        several.withPropertyValues("levymaster.migrate.tenants.source=third")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("There is no TenantSource bean \"third\", but first, second"));
        several.withPropertyValues("levymaster.migrate.tenants.source=second")
                .run(context -> assertThat(schemas()).containsExactly("globex"));
    }

    @Test
    void backfills_in_the_background_are_refused_for_a_start_that_would_run_them() {
        ApplicationContextRunner background = application.withPropertyValues(
                "levymaster.migrate.tenants.names=acme,globex", "levymaster.migrate.backfill.mode=background");

        background.run(context -> assertThat(context.getStartupFailure())
                .hasStackTraceContaining("backfills of tenants do not run in the background. Nothing was changed"));
        background
                .withPropertyValues("levymaster.migrate.startup.mode=none")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void of_several_beans_the_primary_one_is_used() {
        application
                .withBean("first", TenantSource.class, () -> () -> List.of("acme"))
                .withBean(
                        "second",
                        TenantSource.class,
                        () -> () -> List.of("globex"),
                        definition -> definition.setPrimary(true))
                .run(context -> assertThat(schemas()).containsExactly("globex"));
    }

    @Test
    void a_bean_of_a_parent_context_is_found() {
        new ApplicationContextRunner()
                .withBean(TenantSource.class, () -> () -> List.of("globex"))
                .run(parent -> application
                        .withParent(parent)
                        .run(context -> assertThat(schemas()).containsExactly("globex")));
    }

    @Test
    void a_bean_belongs_to_the_database_of_its_qualifier_and_reads_what_another_database_has_migrated() {
        ApplicationContextRunner two = application.withPropertyValues(
                "levymaster.migrate.databases.orders.packages=" + CreateOrders.class.getPackageName(),
                "levymaster.migrate.databases.billing.packages=" + CreateBilling.class.getPackageName(),
                "levymaster.migrate.databases.billing.version-table=billing_version",
                "levymaster.migrate.databases.billing.history-table=billing_history");
        ApplicationContextRunner shared = two.withUserConfiguration(CreateBilling.class)
                .withInitializer(context ->
                        database.execute("drop table if exists billing, billing_version, billing_history cascade"));

        shared.withBean("customers", TenantSource.class, () -> () -> List.of("acme"))
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(
                                "It is unknown which of the databases orders, billing has the tenants of"
                                        + " the bean customers"));
        shared.withUserConfiguration(OfOrders.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(schemas()).containsExactly("acme");
            assertThat(database.jdbc()
                            .sql("select schemaname from pg_tables where tablename = 'billing_version'")
                            .query(String.class)
                            .list())
                    .containsExactly("public");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Injecting {

        @Bean
        TenantSource customers(JdbcClient jdbc) {
            return () -> jdbc.sql("select name from tenant").query(String.class).list();
        }
    }

    /** Its tenants are known once the other database is migrated. */
    @Configuration(proxyBeanMethods = false)
    static class OfOrders {

        @Bean
        @Qualifier("orders")
        TenantSource customers(DataSource dataSource) {
            return () -> JdbcClient.create(dataSource)
                    .sql("select 'acme' from billing_version")
                    .query(String.class)
                    .list();
        }
    }

    @Test
    void a_strategy_is_called_for_each_tenant_instead_of_what_the_properties_say() {
        List<String> called = new ArrayList<>();
        application
                .withPropertyValues(
                        "levymaster.migrate.tenants.names=acme,globex", "levymaster.migrate.startup.mode=validate")
                .withBean(LevyMigrateStrategy.class, () -> migrator -> {
                    called.add(String.valueOf(migrator.settings().database()));
                    migrator.upgrade();
                })
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(called).containsExactly("acme", "globex");
                    assertThat(schemas()).containsExactly("acme", "globex");
                });
    }

    private static List<String> schemas() {
        return database.jdbc()
                .sql("select schemaname from pg_tables where tablename = 'orders' order by 1")
                .query(String.class)
                .list();
    }
}
