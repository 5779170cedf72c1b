package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.cli.minimal.conditional.Conditional;
import com.levymaster.migrate.cli.minimal.none.Empty;
import com.levymaster.migrate.cli.minimal.one.Minimal;
import com.levymaster.migrate.cli.minimal.profile.Profiled;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationHook;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;

/** Commands that use no database, in a context with little more than the revisions. */
class MinimalContextTest {

    private static final AutoConfigurationMetadata NO_METADATA = (AutoConfigurationMetadata) Proxy.newProxyInstance(
            MinimalContextTest.class.getClassLoader(),
            new Class<?>[] {AutoConfigurationMetadata.class},
            (metadata, method, arguments) -> {
                throw new UnsupportedOperationException();
            });

    private final List<Boolean> hasTemplate = new ArrayList<>();
    private final List<Boolean> hasMetrics = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heads",
                "history",
                "show",
                "branches",
                "check --heads-only",
            })
    void a_command_that_uses_no_database_creates_no_data_source(String command) {
        Transcript ended = run(Minimal.Plain.class, command);

        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(hasTemplate).containsExactly(false);
    }

    @Test
    void the_data_source_is_still_needed_by_commands_that_use_it() {
        assertThat(run(Minimal.Plain.class, "history -i").err()).startsWith("FAILED: The data source \"dataSource\"");
        assertThat(hasTemplate).containsExactly(true);
    }

    @Test
    void a_data_source_of_the_application_is_not_created_either() {
        assertThat(run(Minimal.SealedDataSource.class, "heads").out()).isEqualTo("m1 (head)\n");
        assertThat(run(Minimal.SealedDataSource.class, "current").err())
                .isEqualTo("FAILED: The data source \"sealed\" cannot be created: the vault is sealed\n"
                        + "  What to do: Correct the bean of the application, or what it is configured with.\n");
    }

    @Test
    void beans_of_the_application_that_configure_migrators_see_the_whole_context() {
        assertThat(run(Minimal.Customized.class, "heads").out()).isEqualTo("m2 (head)\n");
        assertThat(hasTemplate).containsExactly(false, true);
    }

    @Test
    void an_application_without_revisions_says_so() {
        for (String command : List.of("heads", "history", "history --json", "show")) {
            Transcript none = run(Empty.class, command);

            assertThat(none.out() + none.err())
                    .isEqualTo(command.endsWith("--json") ? "[]\n" : "There are no revisions.\n");
        }
    }

    @Test
    void nothing_is_left_out_beside_auto_configurations_of_others_and_the_application_starts_once() {
        assertThat(run(Minimal.WithLibrary.class, "heads").out()).isEqualTo("m1 (head)\n");
        assertThat(hasTemplate).containsExactly(true);
        assertThat(hasMetrics).containsExactly(true);
    }

    @Test
    void what_the_application_imports_itself_is_kept() {
        assertThat(run(Minimal.Importing.class, "heads").out()).isEqualTo("m1 (head)\n");
        assertThat(hasTemplate).containsExactly(true);
    }

    @Test
    void connection_details_of_a_container_need_no_second_start() {
        assertThat(run(Minimal.Connected.class, "heads").out()).isEqualTo("m1 (head)\n");
        assertThat(hasTemplate).containsExactly(false);
    }

    @Test
    void a_revision_that_depends_on_other_beans_sees_the_whole_context() {
        assertThat(run(Conditional.class, "heads").out()).isEqualTo("w1 (head)\n");
        assertThat(hasTemplate).containsExactly(false, true);
    }

    @Test
    void a_revision_of_a_profile_does_not() {
        assertThat(run(Profiled.class, "heads").out()).isEqualTo("p1 (head)\n");
        assertThat(hasTemplate).containsExactly(false);
    }

    @Test
    void a_start_that_fails_before_there_is_a_context_fails_once() {
        List<String> prepared = new ArrayList<>();
        SpringApplicationBuilder failing = new SpringApplicationBuilder(Minimal.Plain.class)
                .listeners((ApplicationEnvironmentPreparedEvent event) -> {
                    prepared.add("environment");
                    throw new IllegalStateException("the vault is sealed");
                });

        assertThatIllegalStateException().isThrownBy(() -> Commands.run(() -> failing, "heads"));
        assertThat(prepared).hasSize(1);
    }

    @Test
    void a_command_that_ends_in_an_error_is_not_executed_again() {
        PrintStream out = System.out;
        CommandLineRunListener.Exit failing = code -> {
            throw new AssertionError("exit code " + code);
        };
        SpringApplicationHook hook = started -> new CommandLineRunListener(
                started, new String[] {"db", "heads"}, failing, new PrintStream(OutputStream.nullOutputStream()));

        try {
            assertThatThrownBy(() -> SpringApplication.withHook(
                            hook, () -> application(Minimal.Plain.class).run()))
                    .hasRootCauseInstanceOf(AssertionError.class);
        } finally {
            System.setOut(out);
        }
        assertThat(hasTemplate).containsExactly(false);
    }

    @Test
    void migrations_that_are_disabled_need_no_second_start() {
        Transcript disabled = run(Minimal.Plain.class, "heads", "levymaster.migrate.enabled=false");

        assertThat(disabled.err()).startsWith("FAILED: ");
        assertThat(hasTemplate).containsExactly(false);
    }

    @Test
    void a_url_that_refers_to_what_is_not_set_is_named() {
        assertThat(run(Minimal.Plain.class, "current", "spring.datasource.url=${URL_OF_NOTHING}")
                        .err())
                .isEqualTo("FAILED: The data source \"dataSource\" cannot be created: spring.datasource.url refers to"
                        + " ${URL_OF_NOTHING}, which cannot be resolved.\n"
                        + "  What to do: Set URL_OF_NOTHING, such as in an environment variable, or activate"
                        + " the profile that has it.\n");
    }

    @Test
    void the_list_of_all_auto_configurations_decides_what_is_left_out() {
        String migrate = LevyMigrateAutoConfiguration.class.getName();
        String other = JdbcTemplateAutoConfiguration.class.getName();
        String foreign = "com.example.LibraryAutoConfiguration";

        assertThat(match(filter(new OnDemandBeanFactory(true)), migrate, other, null))
                .containsExactly(true, false, false);
        assertThat(match(filter(new OnDemandBeanFactory(true)), migrate, other, foreign))
                .containsExactly(true, true, true);
        OnDemandBeanFactory beans = new OnDemandBeanFactory(true);
        assertThat(match(filter(beans), other, other)).containsExactly(true, true);
        assertThat(match(filter(beans), foreign)).containsExactly(true);
        assertThat(match(filter(beans), migrate, other)).containsExactly(true, true);
        assertThat(beans.isIncomplete()).isFalse();
        assertThat(match(filter(new DefaultListableBeanFactory()), migrate, other))
                .containsExactly(true, true);
    }

    private static MinimalAutoConfigurationFilter filter(BeanFactory beans) {
        MinimalAutoConfigurationFilter filter = new MinimalAutoConfigurationFilter();
        filter.setBeanFactory(beans);
        return filter;
    }

    private static boolean[] match(MinimalAutoConfigurationFilter filter, @Nullable String... names) {
        return filter.match(names, NO_METADATA);
    }

    private Transcript run(Class<?> application, String command, String... properties) {
        return Commands.run(() -> application(application).properties(properties), command);
    }

    private SpringApplicationBuilder application(Class<?> application) {
        return new SpringApplicationBuilder(application)
                .properties("spring.main.banner-mode=off")
                .initializers(context -> context.addBeanFactoryPostProcessor(beans -> {
                    hasTemplate.add(beans.containsBeanDefinition("jdbcTemplate"));
                    hasMetrics.add(beans.containsBeanDefinition("levyMigrateMetricsListener"));
                }));
    }
}
