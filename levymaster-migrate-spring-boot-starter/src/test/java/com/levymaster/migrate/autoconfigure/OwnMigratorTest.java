package com.levymaster.migrate.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.Notes.CreateNote;
import com.levymaster.migrate.autoconfigure.Notes.Made;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorBuilder;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Migrators that the application defines itself. */
class OwnMigratorTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final TestDatabase other = TestDatabase.create();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LevyMigrateAutoConfiguration.class))
            .withBean("dataSource", DataSource.class, database::dataSource)
            .withBean(Made.class);

    @Test
    void a_listener_of_the_application_is_a_single_bean_and_hears_each_run_once() {
        application.withUserConfiguration(Heard.class, Listening.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(Heard.class).runs).hasSize(1);
        });
    }

    @Test
    void an_own_migrator_of_a_parent_context_is_migrated_by_the_child_that_has_the_auto_configuration() {
        new ApplicationContextRunner()
                .withBean("dataSource", DataSource.class, database::dataSource)
                .withBean(Made.class)
                .withUserConfiguration(Only.class)
                .run(parent -> new ApplicationContextRunner()
                        .withParent(parent)
                        .withConfiguration(AutoConfigurations.of(LevyMigrateAutoConfiguration.class))
                        .run(child -> {
                            assertThat(child).hasNotFailed();
                            assertThat(parent.getBean(Migrator.class).status().isUpToDate())
                                    .isTrue();
                        }));
    }

    @Test
    void each_of_two_own_migrators_is_migrated_also_if_one_is_primary() {
        application
                .withBean("otherDataSource", DataSource.class, other::dataSource)
                .withUserConfiguration(Two.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBeansOfType(Migrator.class).values())
                            .hasSize(2)
                            .allMatch(migrator -> migrator.status().isUpToDate());
                });
    }

    static class Heard implements RunListener {

        final List<Plan> runs = new ArrayList<>();

        @Override
        public void beforeRun(Plan plan) {
            runs.add(plan);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        Migrator own(DataSource dataSource, Made made, RunListener listener) {
            return migrator(dataSource, made).listener(listener).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Only {

        @Bean
        Migrator own(DataSource dataSource, Made made) {
            return migrator(dataSource, made).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Two {

        @Bean
        @Primary
        Migrator first(ObjectProvider<DataSource> sources, Made made) {
            return migrator(sources.stream().toList().get(0), made).build();
        }

        @Bean
        Migrator second(ObjectProvider<DataSource> sources, Made made) {
            return migrator(sources.stream().toList().get(1), made).build();
        }
    }

    private static MigratorBuilder migrator(DataSource dataSource, Made made) {
        return Migrator.builder(dataSource).migrations(new CreateNote(made, "note"));
    }
}
