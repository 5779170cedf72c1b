package com.levymaster.migrate.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** Provokes every startup failure and checks its failure analysis; {@code docs/errors.md} is generated from them. */
class LevyMigrateFailureAnalyzerTest {

    private static final Path ERRORS = Path.of("../docs/errors.md");

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    LevyMigrateAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=" + database.url(),
                    "spring.datasource.username=" + database.user(),
                    "spring.datasource.password=" + database.password(),
                    "spring.datasource.hikari.connection-timeout=1000",
                    "spring.datasource.hikari.maximum-pool-size=1");

    @BeforeEach
    void empty() {
        database.execute("drop schema public cascade; create schema public; grant usage on schema public to public");
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_tells_what_and_what_to_do_and_leaves_the_tables_as_they_were(StartFailure failure) {
        try (AutoCloseable ignored = failure.prepare(database)) {
            List<String> before = tables();

            FailureAnalysis analysis = start(failure);

            assertThat(analysis.getDescription()).isNotBlank();
            assertThat(analysis.getAction()).matches("(?s)^[A-Z`].*");
            assertThat(tables()).isEqualTo(before);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_documentation_lists_them_all() throws Exception {
        String head = Files.readString(ERRORS).split("\n## ", 2)[0].stripTrailing();
        StringBuilder index =
                new StringBuilder(head).append("\n\n## By text\n\n| the message begins with | failure |\n|---|---|\n");
        StringBuilder text = new StringBuilder();
        for (StartFailure failure : StartFailure.values()) {
            empty();
            try (AutoCloseable ignored = failure.prepare(database)) {
                FailureAnalysis analysis = start(failure);
                index.append(indexed(failure.title(), normalize(analysis.getDescription())));
                text.append("\n## ").append(failure.title()).append("\n\n```\n");
                text.append(normalize(analysis.getDescription())).append("\n```\n\n");
                text.append("**What to do:** ")
                        .append(normalize(Objects.requireNonNull(analysis.getAction())))
                        .append('\n');
            }
        }
        String page = index.append(text).toString();
        write(page);
        assertThat(page).isEqualTo(Files.readString(ERRORS));
    }

    @Test
    void a_data_source_that_is_not_migrated_may_be_of_another_database() {
        ConfigurableApplicationContext[] started = new ConfigurableApplicationContext[1];
        application
                .withPropertyValues(
                        "spring.datasource.url=jdbc:mysql://localhost/app", "levymaster.migrate.url=" + database.url())
                .withInitializer(context -> started[0] = context)
                .run(context -> assertThat(analysis(Objects.requireNonNull(context.getStartupFailure()), started[0])
                                .getDescription())
                        .isEqualTo(
                                "The data source \"dataSource\" cannot be created: the class com.mysql.cj.jdbc.Driver"
                                        + " is not on the class path."));
    }

    @Test
    void a_property_of_the_pool_that_cannot_be_bound_is_named() {
        ConfigurableApplicationContext[] started = new ConfigurableApplicationContext[1];
        application
                .withPropertyValues("spring.datasource.hikari.maximum-pool-size=0")
                .withInitializer(context -> started[0] = context)
                .run(context -> assertThat(analysis(Objects.requireNonNull(context.getStartupFailure()), started[0])
                                .getDescription())
                        .contains("Property: spring.datasource.hikari.maximum-pool-size")
                        .contains("Reason:"));
    }

    @Test
    void an_analyzer_of_the_application_that_knows_the_cause_comes_first(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("META-INF"));
        Files.writeString(
                directory.resolve("META-INF/spring.factories"),
                FailureAnalyzer.class.getName() + "=" + SealedVault.class.getName());
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            new ApplicationContextRunner()
                    .withClassLoader(loader)
                    .withBean("vault", DataSource.class, () -> {
                        throw new IllegalStateException("sealed");
                    })
                    .withConfiguration(AutoConfigurations.of(LevyMigrateAutoConfiguration.class))
                    .withInitializer(context -> sealed = context)
                    .run(context -> assertThat(new DataSourceFailureAnalyzer(
                                            Objects.requireNonNull(sealed).getBeanFactory(), sealed.getEnvironment())
                                    .analyze(Objects.requireNonNull(context.getStartupFailure())))
                            .isNull());
        }
    }

    private @Nullable ConfigurableApplicationContext sealed;

    /** Knows why the data source cannot be created. */
    static final class SealedVault implements FailureAnalyzer {

        @Override
        public FailureAnalysis analyze(Throwable failure) {
            return new FailureAnalysis("The vault is sealed.", "Run vault login.", failure);
        }
    }

    private static String indexed(String title, String description) {
        String message = description.lines().findFirst().orElseThrow().replace("|", "\\|");
        String anchor =
                title.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
        String begin = message.length() > 110 ? message.substring(0, 110) + "…" : message;
        return "| " + begin + " | [" + title + "](#" + anchor + ") |\n";
    }

    private static void write(CharSequence text) throws IOException {
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(ERRORS, text);
        }
    }

    /** Starts the application, and uses the first analyzer with a result, as Boot does. */
    private FailureAnalysis start(StartFailure failure) {
        ConfigurableApplicationContext[] started = new ConfigurableApplicationContext[1];
        Throwable[] thrown = new Throwable[1];
        failure.configure(application, database)
                .withInitializer(context -> started[0] = context)
                .run(context -> thrown[0] = context.getStartupFailure());
        return analysis(Objects.requireNonNull(thrown[0], () -> failure + " did not fail"), started[0]);
    }

    private static FailureAnalysis analysis(Throwable thrown, ConfigurableApplicationContext context) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
                                .and(Environment.class, context.getEnvironment()),
                        SpringFactoriesLoader.FailureHandler.handleMessage((message, e) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(thrown))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no analyzer handles it", thrown));
    }

    /** Replaces values that differ between runs. */
    private static String normalize(String text) {
        return text.replace(database.name(), "app")
                .replaceAll("localhost:\\d+", "localhost:5432")
                .replaceAll("\\br_[0-9a-f]{16}\\b", "app_user")
                .replaceAll("Waited \\d+ ms", "Waited 300 ms")
                .replaceAll(
                        "session \\d+ [^\\n]*?, connected since [-0-9:.+ ]+\\d",
                        "session 4711 (other node), connected since 2026-11-23 10:00:00+00")
                .replaceAll("after \\d+ms", "after 1000ms");
    }

    private static List<String> tables() {
        return database
                .jdbc()
                .sql("select tablename from pg_tables where schemaname = 'public' order by 1")
                .query(String.class)
                .list()
                .stream()
                .filter(name -> !name.startsWith("levymaster_"))
                .toList();
    }
}
