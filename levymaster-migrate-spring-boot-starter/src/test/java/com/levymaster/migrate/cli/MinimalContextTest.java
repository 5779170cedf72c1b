package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.cli.minimal.none.Empty;
import com.levymaster.migrate.cli.minimal.one.Minimal;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
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
    void nothing_is_left_out_beside_auto_configurations_of_others() {
        MinimalAutoConfigurationFilter filter = new MinimalAutoConfigurationFilter();
        filter.setBeanFactory(new OnDemandBeanFactory(true));
        String needed = DataSourceAutoConfiguration.class.getName();
        String other = JdbcTemplateAutoConfiguration.class.getName();

        assertThat(match(filter, needed, other, null)).containsExactly(true, false, false);
        assertThat(match(filter, needed, other, "com.example.LibraryAutoConfiguration"))
                .containsExactly(true, true, true);
        filter.setBeanFactory(new DefaultListableBeanFactory());
        assertThat(match(filter, needed, other)).containsExactly(true, true);
    }

    private static boolean[] match(MinimalAutoConfigurationFilter filter, String... names) {
        return filter.match(names, NO_METADATA);
    }

    private Transcript run(Class<?> application, String command) {
        return Commands.run(
                () -> new SpringApplicationBuilder(application)
                        .properties("spring.main.banner-mode=off")
                        .initializers(context -> context.addBeanFactoryPostProcessor(
                                beans -> hasTemplate.add(beans.containsBeanDefinition("jdbcTemplate")))),
                command);
    }
}
