package com.levymaster.migrate.autoconfigure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.autogenerate.SourceFiles;
import com.levymaster.migrate.command.AdoptionOptions;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Starts of an application in which Boot also starts Flyway or Liquibase: before, while and after they are adopted. */
@ExtendWith(OutputCaptureExtension.class)
class OtherToolsStartTest {

    private static final String FLYWAY = "Flyway also migrates when this application starts (flywayInitializer)";
    private static final String LIQUIBASE = "Liquibase also migrates when this application starts (liquibase)";
    private static final String LOG = "classpath:/liquibase/log.sql";

    @TempDir
    private Path project;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final TestDatabase fresh = TestDatabase.create();

    private final ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void withModules() throws IOException, URISyntaxException {
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(
                        new URL[] {jar("spring-boot-flyway"), jar("spring-boot-liquibase")}, classLoader));
    }

    @AfterEach
    void withoutModules() throws IOException {
        if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader modules) {
            modules.close();
        }
        Thread.currentThread().setContextClassLoader(classLoader);
    }

    @BeforeEach
    void writeMigrations() throws IOException {
        Path migrations = Files.createDirectories(project.resolve("db/migration"));
        Files.writeString(migrations.resolve("V1__county.sql"), "create table county (id bigint);");
        Files.writeString(migrations.resolve("V2__name.sql"), "alter table county add name text;");
    }

    @Test
    void flyway_migrates_beside_us_is_adopted_and_ends(CapturedOutput output) {
        ApplicationContextRunner before = application("flyway.autoconfigure.FlywayAutoConfiguration")
                .withPropertyValues("spring.flyway.locations=filesystem:" + project.resolve("db/migration"));
        start(before, database);
        assertThat(output).containsOnlyOnce(FLYWAY);
        assertThat(applied(database)).isEmpty();

        write(options -> options.withFlyway(
                options.flyway().withLocations(List.of("filesystem:" + project.resolve("db/migration")))));
        ApplicationContextRunner during = adopted(before, "flyway");
        start(during, database);
        start(during, database);
        assertThat(applied(database)).containsExactly("v1", "v2");
        start(during, fresh);
        assertThat(applied(fresh)).containsExactly("v1", "v2");

        assertEndsWith(during.withPropertyValues("spring.flyway.enabled=false"), FLYWAY, output);
        assertThat(applied(fresh)).containsExactly("v1", "v2");
        assertThat(hasTable(fresh, "flyway_schema_history")).isFalse();
    }

    @Test
    void files_of_flyway_that_stay_where_they_are_are_run_once_whoever_starts_first(CapturedOutput output) {
        ApplicationContextRunner both = application("flyway.autoconfigure.FlywayAutoConfiguration")
                .withPropertyValues(
                        "spring.flyway.locations=filesystem:" + project.resolve("db/migration"),
                        "levymaster.migrate.flyway.locations=filesystem:" + project.resolve("db/migration"),
                        "levymaster.migrate.adopt=flyway");
        start(both, database);
        start(both, database);
        assertThat(applied(database)).containsExactly("v1", "v2");

        assertEndsWith(both.withPropertyValues("spring.flyway.enabled=false"), FLYWAY, output);
        assertThat(applied(fresh)).containsExactly("v1", "v2");
    }

    @Test
    void liquibase_migrates_beside_us_is_adopted_and_ends(CapturedOutput output) {
        ApplicationContextRunner before = application("liquibase.autoconfigure.LiquibaseAutoConfiguration")
                .withPropertyValues("spring.liquibase.change-log=" + LOG);
        start(before, database);
        assertThat(output).containsOnlyOnce(LIQUIBASE);
        assertThat(applied(database)).isEmpty();

        write(options -> options.withLiquibase(options.liquibase().withChangeLog(LOG)));
        ApplicationContextRunner during = adopted(before, "liquibase");
        start(during, database);
        start(during, database);
        assertThat(applied(database)).hasSize(1);
        start(during, fresh);
        assertThat(applied(fresh)).hasSize(1);

        assertEndsWith(during.withPropertyValues("spring.liquibase.enabled=false"), LIQUIBASE, output);
        assertThat(applied(fresh)).hasSize(1);
        assertThat(hasTable(fresh, "databasechangelog")).isFalse();
    }

    private void assertEndsWith(ApplicationContextRunner after, String warning, CapturedOutput output) {
        int length = output.getAll().length();
        fresh.empty();
        start(after, database);
        start(after, fresh);
        assertThat(output.getAll().substring(length)).doesNotContain(warning);
    }

    private static ApplicationContextRunner application(String autoConfiguration) {
        try {
            return new ApplicationContextRunner()
                    .withClassLoader(Thread.currentThread().getContextClassLoader())
                    .withConfiguration(AutoConfigurations.of(
                            Class.forName(
                                    "org.springframework.boot." + autoConfiguration,
                                    false,
                                    Thread.currentThread().getContextClassLoader()),
                            DataSourceAutoConfiguration.class,
                            LevyMigrateAutoConfiguration.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The modules of Boot are beside that of Spring Boot itself; the class path of other tests must not have them. */
    private static URL jar(String module) throws IOException, URISyntaxException {
        Path boot = ClassPath.location(SpringApplication.class);
        String version = requireNonNull(boot.getParent()).getFileName().toString();
        Path jar = boot.resolveSibling(Path.of("..", "..", module, version, module + "-" + version + ".jar"))
                .normalize();
        assertThat(jar).isRegularFile();
        return jar.toUri().toURL();
    }

    private ApplicationContextRunner adopted(ApplicationContextRunner application, String from) {
        return application.withPropertyValues(
                "levymaster.migrate.sql.locations=file:" + project.resolve("db/revisions"),
                "levymaster.migrate.adopt=" + from);
    }

    private static void start(ApplicationContextRunner application, TestDatabase on) {
        application
                .withPropertyValues(
                        "spring.datasource.url=" + on.url(),
                        "spring.datasource.username=" + on.user(),
                        "spring.datasource.password=" + on.password())
                .run(context -> assertThat(context).hasNotFailed());
    }

    private void write(UnaryOperator<AdoptionOptions> of) {
        Target target = new Target("", RevisionTemplate.DEFAULT, RevisionRequest.of("base", ""), project);
        SourceFiles files = new SourceFiles();
        Migrator.builder(database.dataSource())
                .build()
                .previewAdoption(of.apply(new AdoptionOptions(null, target, null, true)))
                .files()
                .forEach(file -> files.with(project, file.packageName(), file.fileName(), file.text()));
        files.write();
    }

    private static List<String> applied(TestDatabase on) {
        return hasTable(on, "levymaster_version")
                ? on.jdbc()
                        .sql("select revision from levymaster_version order by ordinal")
                        .query(String.class)
                        .list()
                : List.of();
    }

    private static boolean hasTable(TestDatabase on, String name) {
        return on.jdbc()
                .sql("select to_regclass('" + name + "') is not null")
                .query(Boolean.class)
                .single();
    }
}
