package com.levymaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sample's jar as its guide to deployment has it: extracted, with an archive of its classes (CDS). A process of it
 * needs about half the time.
 *
 * @param jar of the application, beside its libraries
 */
record ExtractedJar(Path jar, Path archive) {

    private static final class Extracted {
        static final ExtractedJar JAR = extract(Path.of(System.getProperty("sample.jar")));
    }

    /** Extracted by whoever asks first. */
    static ExtractedJar get() {
        return Extracted.JAR;
    }

    /** A command of a JVM. */
    List<String> java() {
        return java("-XX:SharedArchiveFile=" + archive, "-jar", jar.toString());
    }

    /** The same with more classes; those of the jar come first, because the archive is of a class path that begins so. */
    List<String> javaWithMore(Path classes) {
        return java(
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                jar + File.pathSeparator + classes,
                LevyMasterApplication.class.getName());
    }

    /** The same with classes that replace those of the jar, for which the archive does not hold. */
    List<String> javaWithOthers(Path classes) {
        return java("-cp", classes + File.pathSeparator + jar, LevyMasterApplication.class.getName());
    }

    private static ExtractedJar extract(Path packaged) {
        try (TestDatabase database = TestDatabase.create()) {
            Path directory = Path.of(System.getProperty("sample.extracted"));
            ExtractedJar extracted =
                    new ExtractedJar(directory.resolve(packaged.getFileName()), directory.resolve("classes.jsa"));
            Files.deleteIfExists(extracted.archive());
            run(java(
                    "-Djarmode=tools",
                    "-jar",
                    packaged.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    "" + directory));
            run(java(
                    "-XX:ArchiveClassesAtExit=" + extracted.archive(),
                    "-jar",
                    extracted.jar().toString(),
                    "db",
                    "check",
                    "--spring.datasource.url=" + database.url(),
                    "--spring.datasource.username=" + database.user(),
                    "--spring.datasource.password=" + database.password()));
            assertThat(extracted.archive()).exists();
            return extracted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            // 1 or 3 of `db check`: revisions are pending
            assertThat(process.waitFor()).as(output).isIn(0, 1, 3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For processes that live for seconds. */
    static List<String> java(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC"),
                        Stream.of(arguments))
                .toList();
    }
}
