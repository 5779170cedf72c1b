package com.levymaster.migrate.autoconfigure.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.type.classreading.MetadataReader;

@ExtendWith(OutputCaptureExtension.class)
class WholeApplicationTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void empty() {
        database.execute("drop schema public cascade; create schema public");
    }

    @Test
    void a_scanned_application_has_its_revisions_once_and_no_bean_definition_for_them() {
        try (ConfigurableApplicationContext context = start(NoteApplication.class)) {
            assertThat(applied(context)).containsExactly("b1", "b2");
            assertThat(context.getBeanNamesForType(Migration.class)).isEmpty();
        }
    }

    @Test
    void a_scan_that_knows_no_filter_finds_them_once_too() {
        try (ConfigurableApplicationContext context = start(PlainScan.class)) {
            assertThat(applied(context)).containsExactly("b1", "b2");
            assertThat(context.getBeanNamesForType(Migration.class)).isEmpty();
        }
    }

    @Test
    void an_application_that_scans_nothing_finds_the_revisions_of_its_package() {
        try (ConfigurableApplicationContext context = start(NoScan.class)) {
            assertThat(applied(context)).containsExactly("b1", "b2");
        }
    }

    @Test
    void the_second_start_says_in_one_line_that_nothing_is_to_be_done(CapturedOutput output) {
        start(NoteApplication.class).close();
        assertThat(lines(output))
                .anySatisfy(line -> assertThat(line).contains("Upgraded to b1 \"create note\" (1 of 2"))
                .anySatisfy(line -> assertThat(line).contains("The database is at b2 after 2 revisions in"))
                .hasSize(3);

        start(NoteApplication.class).close();
        assertThat(lines(output).subList(3, lines(output).size()))
                .singleElement()
                .asString()
                .contains("The database is at b2: nothing to do");
    }

    /** With actuator, JPA and a web server, whose listeners receive no event of a context that has failed. */
    @Test
    void a_failed_start_ends_with_what_to_do(CapturedOutput output) {
        AtomicReference<ApplicationFailedEvent> event = new AtomicReference<>();
        SpringApplicationBuilder failing = application(NoteApplication.class)
                .web(WebApplicationType.SERVLET)
                .listeners((ApplicationListener<ApplicationFailedEvent>) event::set)
                .properties("server.port=0", "levymaster.migrate.startup.mode=validate");

        assertThatThrownBy(failing::run).hasRootCauseInstanceOf(MigrationException.class);

        assertThat(event.get()).isNotNull();
        assertThat(output.getOut().stripTrailing())
                .doesNotContain("Unable to close ApplicationContext")
                .contains("APPLICATION FAILED TO START")
                .endsWith("startup.mode=upgrade in one process), then start again.");
    }

    /** HikariCP takes 0A000 for a broken connection and warns with a stack trace. */
    @Test
    void a_statement_that_the_server_does_not_support_is_reported_without_the_trace_of_the_pool(CapturedOutput output) {
        assertThatThrownBy(() -> start(Unsupported.class)).hasRootCauseInstanceOf(SQLException.class);

        assertThat(output.getOut()).contains("[0A000]").doesNotContain("marked as broken", "\tat ");
    }

    /** Ahead-of-time processing evaluates conditions when it builds; properties are read at run time. */
    @Test
    void migrations_are_disabled_at_run_time_though_their_beans_are_defined() {
        try (ConfigurableApplicationContext context = application(NoScan.class)
                .properties("spring.jpa.hibernate.ddl-auto=none")
                .initializers(WholeApplicationTest::disableAfterConditions)
                .run()) {
            assertThat(applied(context)).isEmpty();
        }
    }

    /** Spring lets go of the cache that contexts have, but their scanner took hold of it before. */
    @Test
    void what_was_read_of_the_scanned_classes_is_not_kept() {
        Map<Resource, MetadataReader> read = new HashMap<>();
        AtomicReference<Map<Resource, MetadataReader>> cache = new AtomicReference<>();
        ApplicationContextInitializer<AnnotationConfigApplicationContext> watch =
                context -> context.addBeanFactoryPostProcessor(beans -> {
                    cache.set(context.getResourceCache(MetadataReader.class));
                    read.putAll(cache.get());
                });

        application(NoteApplication.class).initializers(watch).run().close();

        assertThat(read).isNotEmpty();
        assertThat(cache.get()).isEmpty();
    }

    private static void disableAfterConditions(ConfigurableApplicationContext context) {
        PropertySource<?> disabled = new MapPropertySource("disabled", Map.of("levymaster.migrate.enabled", "false"));
        context.addBeanFactoryPostProcessor(
                beans -> context.getEnvironment().getPropertySources().addFirst(disabled));
    }

    private static List<String> lines(CapturedOutput output) {
        return output.getOut().lines().filter(line -> line.contains(" c.l.m.")).toList();
    }

    private static List<String> applied(ConfigurableApplicationContext context) {
        return context.getBean(Migrator.class).status().current().isEmpty()
                ? List.of()
                : List.copyOf(context.getBean(Migrator.class).status().applied());
    }

    private static ConfigurableApplicationContext start(Class<?> application) {
        return application(application).run();
    }

    private static SpringApplicationBuilder application(Class<?> application) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password(),
                        "logging.level.com.levymaster=info",
                        "spring.jpa.hibernate.ddl-auto=validate");
    }

    @EnableAutoConfiguration
    @ComponentScan("com.levymaster.migrate.autoconfigure.app.revisions")
    static class PlainScan {}

    @EnableAutoConfiguration
    static class NoScan {}

    @EnableAutoConfiguration
    @Import(CrossDatabaseInsert.class)
    static class Unsupported {}

    @Revision(id = "u1", downRevision = "b2", message = "write to another database")
    static class CrossDatabaseInsert implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.execute("insert into elsewhere.public.note (title) values ('x')");
        }

        @Override
        public void downgrade(Operations op) {}
    }
}
