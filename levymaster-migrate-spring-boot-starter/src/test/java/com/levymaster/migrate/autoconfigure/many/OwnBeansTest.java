package com.levymaster.migrate.autoconfigure.many;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.Migrators;
import com.levymaster.migrate.autoconfigure.many.shop.billing.CreateBilling;
import com.levymaster.migrate.autoconfigure.many.shop.orders.CreateOrders;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Beans of the application beside those of the starter. */
class OwnBeansTest {

    @AutoClose
    static final TestDatabase orders = TestDatabase.create();

    @AutoClose
    static final TestDatabase billing = TestDatabase.create();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DataSourceAutoConfiguration.class, LevyMigrateAutoConfiguration.class));

    private final ApplicationContextRunner pooled = application.withPropertyValues(
            "spring.datasource.url=" + orders.url(),
            "spring.datasource.username=" + orders.user(),
            "spring.datasource.password=" + orders.password(),
            "spring.datasource.hikari.maximum-pool-size=1");

    @BeforeEach
    void empty() {
        orders.empty();
        billing.empty();
    }

    @Test
    void a_migrator_that_takes_the_listeners_itself_notifies_each_once() {
        pooled.withUserConfiguration(TakesListeners.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Runs.class).count).isEqualTo(1);
        });
    }

    @Test
    void the_only_listener_of_the_application_can_be_injected() {
        pooled.withUserConfiguration(CreateOrders.class, TakesOneListener.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(TakesOneListener.Taken.class).listener()).isSameAs(context.getBean(Runs.class));
            assertThat(context.getBean(Runs.class).count).isEqualTo(1);
        });
    }

    @Test
    void all_migrators_of_the_application_migrate_at_start_and_the_primary_one_is_injected() {
        application.withUserConfiguration(TwoMigrators.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Migrator.class)).isSameAs(context.getBean("first"));
            assertThat(context.getBean(Migrator.class).status().applied()).containsExactly("o1");
            assertThat(context.getBean("second", Migrator.class).status().applied())
                    .containsExactly("b1");
        });
    }

    @Test
    void the_migrator_of_a_parent_context_migrates_at_the_start_of_the_child() {
        try (GenericApplicationContext parent = new GenericApplicationContext()) {
            parent.registerBean(
                    "common",
                    Migrator.class,
                    () -> Migrator.builder(billing.dataSource())
                            .migrations(new CreateBilling())
                            .build());
            parent.refresh();

            pooled.withParent(parent).run(context -> {
                assertThat(context).hasNotFailed();
                assertThat(Migrators.byNameIncludingAncestors(context)).containsOnlyKeys("common");
                assertThat(parent.getBean(Migrator.class).status().applied()).containsExactly("b1");
            });
        }
    }

    @Test
    void what_the_first_sql_of_a_session_sets_does_not_stay_on_connections_of_the_pool() {
        pooled.withUserConfiguration(CreateOrders.class)
                .withPropertyValues(
                        "levymaster.migrate.init-sql[0]=set work_mem = '9MB'",
                        "levymaster.migrate.init-sql[1]=create temporary table scratch (id int)")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
                    assertThat(jdbc.sql("select current_setting('work_mem')")
                                    .query(String.class)
                                    .single())
                            .isNotEqualTo("9MB");
                    assertThat(jdbc.sql("select to_regclass('pg_temp.scratch') is null")
                                    .query(Boolean.class)
                                    .single())
                            .isTrue();
                });
    }

    static class Runs implements RunListener {

        int count;

        @Override
        public void afterRun(RunReport report) {
            count++;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TakesListeners {

        @Bean
        Runs runs() {
            return new Runs();
        }

        @Bean
        Migrator own(DataSource dataSource, List<RunListener> listeners) {
            return Migrator.builder(dataSource)
                    .migrations(new CreateOrders())
                    .listener(listeners.stream().reduce(RunListener::and).orElseThrow())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TakesOneListener {

        record Taken(RunListener listener) {}

        @Bean
        Runs runs() {
            return new Runs();
        }

        @Bean
        Taken taken(RunListener listener) {
            return new Taken(listener);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoMigrators {

        @Bean
        @Primary
        Migrator first() {
            return Migrator.builder(orders.dataSource())
                    .migrations(new CreateOrders())
                    .build();
        }

        @Bean
        Migrator second() {
            return Migrator.builder(billing.dataSource())
                    .migrations(new CreateBilling())
                    .build();
        }

        @Bean
        DataSource dataSource() {
            return orders.dataSource();
        }
    }
}
