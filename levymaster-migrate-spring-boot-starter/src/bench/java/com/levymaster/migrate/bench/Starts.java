package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.app.BenchApplication;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Starts the application in processes of its own, with nothing beyond what it needs on its class path. */
final class Starts implements AutoCloseable {

    static final String WITHOUT = "Boot's JDBC starter, without any";
    static final String FLYWAY = "Flyway starter";
    static final String LIQUIBASE = "Liquibase starter";

    static final String BASE = "spring-boot-(?!.*test)(\\d|autoconfigure-|jdbc-|transaction-|sql-|persistence-)"
        + "|spring-(core|context|beans|aop|expression|jdbc|tx)-\\d|HikariCP|postgresql-|slf4j|logback|log4j-(api|to)"
        + "|jul-to|commons-logging|snakeyaml|jspecify|micrometer-(commons|observation)-\\d|jakarta\\.annotation";

    private final List<TestDatabase> databases = new ArrayList<>();
    private final boolean kept;

    /** @param kept whether the samples tell what is kept of the heap, rather than what was allocated */
    Starts(boolean kept) {
        this.kept = kept;
    }

    Entrant without() {
        return entrant(WITHOUT, jars(BASE), List.of());
    }

    /** @param revisions a jar or a directory of classes */
    Entrant ours(String name, Path revisions) {
        String classPath = String.join(
                File.pathSeparator,
                jars(BASE + "|picocli"),
                core().toString(),
                starter().toString(),
                revisions.toString());
        return entrant(name, classPath, List.of());
    }

    Entrant flyway(Corpus corpus) {
        return entrant(
                FLYWAY,
                jars(BASE + "|flyway-|spring-boot-flyway|jackson-"),
                List.of("--spring.flyway.locations=filesystem:" + corpus.flyway()));
    }

    Entrant liquibase(Corpus corpus) {
        return entrant(
                LIQUIBASE,
                jars(BASE + "|liquibase-|spring-boot-liquibase|opencsv|commons-|jaxb-api")
                        + File.pathSeparator
                        + corpus.liquibase(),
                List.of("--spring.liquibase.change-log=classpath:master.xml"));
    }

    static Path core() {
        return Path.of(System.getProperty("bench.core.jar"));
    }

    static Path starter() {
        return Path.of(System.getProperty("bench.starter.jar"));
    }

    private Entrant entrant(String name, String classPath, List<String> properties) {
        TestDatabase database = TestDatabase.create();
        databases.add(database);
        List<String> arguments = new ArrayList<>(List.of(
                String.valueOf(kept),
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
        arguments.addAll(properties);
        return new Entrant(name, () -> Child.run(classPath, BenchApplication.class.getName(), arguments), null);
    }

    /** And the application. */
    static String jars(String names) {
        Pattern wanted = Pattern.compile("(" + names + ").*\\.jar");
        String application = System.getProperty("bench.application");
        return application
                + File.pathSeparator
                + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(jar -> wanted.matcher(Path.of(jar).getFileName().toString())
                                .matches())
                        .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() {
        databases.forEach(TestDatabase::close);
    }
}
