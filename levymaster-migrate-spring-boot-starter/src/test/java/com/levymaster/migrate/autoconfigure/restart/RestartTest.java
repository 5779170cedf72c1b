package com.levymaster.migrate.autoconfigure.restart;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DevTools throw an application's class loader away and make another, in the same process. */
class RestartTest {

    private static final Path TEST_CLASSES = Path.of("target", "test-classes").toAbsolutePath();
    private static final String APPLICATION = "com/levymaster/migrate/autoconfigure/app/";

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path directory;

    @Test
    void a_new_revision_upgrades_with_the_restart() throws Exception {
        Path base = classes("base", "com/levymaster/migrate/autoconfigure/restart/Restarts.class");
        Path before = classes("before", APPLICATION + "NoteApplication.class", revision("Rb1_CreateNote"));
        Path after = classes(
                "after", APPLICATION + "NoteApplication.class", revision("Rb1_CreateNote"), revision("Rb2_FirstNote"));

        assertThat(run(base, before, after)).isEqualTo("""
                applied: [b1]
                applied: [b1, b2]
                """);
    }

    private static String revision(String name) {
        return APPLICATION + "revisions/" + name + ".class";
    }

    private Path classes(String name, String... files) throws IOException {
        Path root = directory.resolve(name);
        for (String file : files) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.copy(TEST_CLASSES.resolve(file), root.resolve(file));
        }
        return root;
    }

    private String run(Path base, Path before, Path after) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(base),
                        Restarts.class.getName(),
                        "com.levymaster.migrate.autoconfigure.app.NoteApplication",
                        before.toString(),
                        after.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(
                        java.util.Map.of(
                                "SPRING_DATASOURCE_URL",
                                database.url(),
                                "SPRING_DATASOURCE_USERNAME",
                                database.user(),
                                "SPRING_DATASOURCE_PASSWORD",
                                database.password(),
                                "SPRING_MAIN_BANNERMODE",
                                "off",
                                "SPRING_MAIN_WEBAPPLICATIONTYPE",
                                "none",
                                "SPRING_DOCKER_COMPOSE_ENABLED",
                                "false",
                                "LOGGING_LEVEL_ROOT",
                                "off",
                                "SPRING_AUTOCONFIGURE_EXCLUDE",
                                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
                                        + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"));
        assertThat(builder.start().waitFor()).as(Files.readString(err)).isZero();
        return Files.readString(out);
    }

    /** What the tests have, without the classes of the tests themselves. */
    private static String classPath(Path base) {
        List<String> libraries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !Path.of(path).toAbsolutePath().equals(TEST_CLASSES))
                .toList();
        return Stream.concat(Stream.of(base.toString()), libraries.stream())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
