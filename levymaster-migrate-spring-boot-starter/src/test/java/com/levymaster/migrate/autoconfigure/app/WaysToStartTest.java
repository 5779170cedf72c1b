package com.levymaster.migrate.autoconfigure.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** The same application, started as Boot lets it be started. */
class WaysToStartTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void empty() {
        database.execute("drop schema public cascade; create schema public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.main.lazy-initialization=true",
                "spring.datasource.connection-fetch=lazy",
                "spring.jpa.bootstrap=async",
                "spring.threads.virtual.enabled=true",
                "spring.datasource.hikari.maximum-pool-size=1",
                "spring.main.allow-circular-references=true",
                "spring.datasource.hikari.auto-commit=false"
            })
    void the_migrations_come_first_however_it_starts(String property) {
        try (ConfigurableApplicationContext context = application(property).run()) {
            assertThat(context.getBean(NoteRepository.class).findAll())
                    .extracting(note -> note.title)
                    .containsExactly("first");
        }
    }

    @Test
    void a_child_context_does_not_migrate_again() {
        try (ConfigurableApplicationContext parent = application().run();
                ConfigurableApplicationContext child = new SpringApplicationBuilder(Child.class)
                        .parent(parent)
                        .web(WebApplicationType.NONE)
                        .run()) {
            assertThat(child.getBean(Migrator.class)).isSameAs(parent.getBean(Migrator.class));
        }
    }

    @Test
    void no_revision_class_is_loaded_when_nothing_is_to_be_done() throws ReflectiveOperationException {
        application().run().close();
        Map<String, String> properties = Map.of(
                "spring.datasource.url", database.url(),
                "spring.datasource.username", database.user(),
                "spring.datasource.password", database.password());
        properties.forEach(System::setProperty);
        try (OwnClassPath classes = new OwnClassPath()) {
            classes.run(NoteStart.class);

            assertThat(classes.hasLoaded(NoteApplication.class.getName())).isTrue();
            assertThat(classes.hasLoaded(Migrator.class.getName())).isTrue();
            assertThat(classes.hasLoaded("com.levymaster.migrate.autoconfigure.app.revisions.Rb1_CreateNote"))
                    .isFalse();
            assertThat(classes.hasLoaded("com.levymaster.migrate.autoconfigure.app.revisions.Rb2_FirstNote"))
                    .isFalse();
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void two_copies_of_a_revision_on_the_class_path_are_named(@TempDir Path directory) throws IOException {
        String file = "com/levymaster/migrate/autoconfigure/app/revisions/Rb1_CreateNote.class";
        Path copy = directory.resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream original = getClass().getClassLoader().getResourceAsStream(file)) {
            Files.copy(original, copy);
        }
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            SpringApplicationBuilder application = application().resourceLoader(new DefaultResourceLoader(classes));

            assertThatThrownBy(application::run)
                    .rootCause()
                    .hasMessageContaining("more than one copy of com.levymaster.migrate.autoconfigure.app.revisions"
                            + ".Rb1_CreateNote: ")
                    .hasMessageContaining(copy.toString());
        }
        assertThat(database.jdbc()
                        .sql("select to_regclass('note')::text")
                        .query(String.class)
                        .list())
                .containsOnlyNulls();
    }

    private static SpringApplicationBuilder application(String... properties) {
        String[] all = Stream.concat(
                        Stream.of(
                                "spring.datasource.url=" + database.url(),
                                "spring.datasource.username=" + database.user(),
                                "spring.datasource.password=" + database.password(),
                                "spring.main.banner-mode=off",
                                "spring.jpa.hibernate.ddl-auto=validate"),
                        Arrays.stream(properties))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(NoteApplication.class)
                .web(WebApplicationType.NONE)
                .properties(all);
    }

    @EnableAutoConfiguration(excludeName = "com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration")
    static class Child {}
}
