package com.levymaster.migrate.autoconfigure.many;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateStrategy;
import com.levymaster.migrate.autoconfigure.many.shop.orders.CreateOrders;
import com.levymaster.migrate.command.TenantSource;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

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
                        .hasStackTraceContaining(
                                "2 tenants lack revisions of this application: acme lacks 1, globex lacks 1"));
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
