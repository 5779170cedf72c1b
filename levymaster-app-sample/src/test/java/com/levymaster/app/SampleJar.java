package com.levymaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The sample's jar, started with a database and a copy of the sample's sources: what is compiled of the copy comes before
 * what is in the jar, as after a build.
 */
final class SampleJar {

    private static final Path SOURCES = Path.of("src", "main", "java");

    private final TestDatabase database;
    private final Path sources;
    private final Path classes;
    private final Path outputs;

    /** Whether a class that was compiled is one of the jar. */
    private boolean replaces;

    SampleJar(TestDatabase database, Path directory) {
        this.database = database;
        this.sources = directory.resolve("src");
        this.classes = directory.resolve("classes");
        this.outputs = directory.resolve("outputs");
        try {
            Files.createDirectories(classes);
            Files.createDirectories(outputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        copySources();
    }

    /** How a process ended, and what it wrote. */
    record Ended(String command, int code, String out, String err) {

        /** What differs from run to run is always the same here; what went to stderr is marked. */
        String transcript() {
            return "$ " + mark(command, "") + "\n" + mark(out, "") + mark(err, "! ") + "(exit code " + code + ")\n";
        }

        private static String mark(String text, String with) {
            return text.replace(System.lineSeparator(), "\n")
                    .replaceAll("\\b\\d+ ms\\b|\\b\\d+\\.\\d s\\b", "12 ms")
                    .replaceAll(
                            "jdbc:postgresql://(?!localhost:1/)[^/\\s]+/\\w+", "jdbc:postgresql://localhost/levymaster")
                    .replaceAll("\\S*/(?=com/levymaster/app/)", "src/main/java/")
                    .replaceAll("(?m)^\\S+ +(WARN|ERROR) \\d+ ", "$1 ")
                    .replaceAll("(?m)^(?=.)", with);
        }
    }

    /** With the jar extracted, as it is deployed, and with what was compiled. */
    Ended db(String... words) {
        ExtractedJar jar = ExtractedJar.get();
        return run(replaces ? jar.javaWithOthers(classes) : jar.javaWithMore(classes), words);
    }

    /** As it was built. */
    Ended plain(String... words) {
        return run(ExtractedJar.java("-jar", System.getProperty("sample.jar")), words);
    }

    private Ended run(List<String> java, String... words) {
        List<String> command = new ArrayList<>(java);
        command.add("db");
        command.addAll(List.of(words));
        try {
            Path out = Files.createTempFile(outputs, "out", "");
            Path err = Files.createTempFile(outputs, "err", "");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("SPRING_DATASOURCE_URL", database.url());
            builder.environment().put("SPRING_DATASOURCE_USERNAME", database.user());
            builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
            builder.environment().put("LEVYMASTER_MIGRATE_SOURCE_DIRECTORY", sources.toString());
            builder.environment().put("EDITOR", "cat");
            builder.environment().remove("VISUAL");
            int code = builder.start().waitFor();
            return new Ended("db " + String.join(" ", words), code, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A file of the copy. */
    Path source(String name) {
        return sources.resolve(Path.of("com", "levymaster", "app")).resolve(name);
    }

    /** The only revision in the copy whose file has this in its name. */
    Path revision(String part) {
        try (Stream<Path> files = Files.list(source("revisions"))) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().contains(part))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SampleJar edit(Path file, String what, String with) {
        try {
            String source = Files.readString(file);
            assertThat(source).contains(what);
            Files.writeString(file, source.replace(what, with));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a build would do with these files, and no warning let pass. */
    void compile(Path... files) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(
                "-encoding",
                "UTF-8",
                "-proc:none",
                "-parameters",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
        Stream.of(files).map(Path::toString).forEach(arguments::add);
        replaces |= Stream.of(files).map(sources::relativize).anyMatch(file -> Files.exists(SOURCES.resolve(file)));
        int code = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                .run(null, null, messages, arguments.toArray(String[]::new));
        assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private void copySources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = sources.resolve(SOURCES.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.copy(file, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Holds what several commands said to a file; {@code -Dgolden=write} writes the file instead, to be read before
     * it is committed.
     */
    static void assertGolden(String name, Ended... commands) {
        String actual =
                String.join("\n", Stream.of(commands).map(Ended::transcript).toList());
        Path file = Path.of("src", "test", "resources", "golden", name + ".txt");
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(file, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
