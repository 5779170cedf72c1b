package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.ClassPath;
import com.levymaster.migrate.autoconfigure.JavaProcess;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application of docs/spring-boot.md that is written in Kotlin. */
@Tag("nightly")
class KotlinTest {

    private static final Pattern KOTLIN = Pattern.compile("```kotlin\n(.*?)```", Pattern.DOTALL);

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path directory;

    @Test
    void revisions_and_entities_in_kotlin_are_upgraded_checked_and_started() throws Exception {
        String docs = Files.readString(Path.of("../docs/spring-boot.md"));
        List<String> sources =
                KOTLIN.matcher(docs).results().map(found -> found.group(1)).toList();
        List<Path> jars = new ArrayList<>(ClassPath.jars(directory, true));
        jars.addAll(ClassPath.kotlin());
        Path classes = compile(sources, ClassPath.join(jars));
        List<String> options = new ArrayList<>(JavaProcess.dataSource(database));
        options.addAll(List.of("-cp", classes + File.pathSeparator + ClassPath.join(jars)));
        options.add("-Dspring.main.banner-mode=off");

        assertThat(run(options, "db", "upgrade")).contains("Upgraded to 7c1e \"create county\" (2 steps, ");
        assertThat(run(options, "db", "check")).isEqualTo("No problems found.\n");
        assertThat(run(options)).contains("The database is at 7c1e: nothing to do");
        assertThat(database.jdbc().sql("select name from county").query(String.class).list())
                .containsExactly("Benton");
        assertThat(run(options, "db", "downgrade", "base", "--allow-data-loss")).endsWith("The database is at base.\n");
    }

    private Path compile(List<String> sources, String classPath) throws Exception {
        Path classes = directory.resolve("kotlin");
        List<String> arguments = new ArrayList<>(List.of("-no-stdlib", "-no-reflect", "-jvm-target", "17"));
        arguments.addAll(List.of("-cp", classPath, "-d", classes.toString()));
        for (String source : sources) {
            String name = source.contains("fun main") ? "Application.kt" : "Revision.kt";
            arguments.add(Files.writeString(directory.resolve(name), source).toString());
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        ExitCode code = new K2JVMCompiler()
                .exec(new PrintStream(messages, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new));
        assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.OK);
        return classes;
    }

    private static String run(List<String> options, String... arguments) throws Exception {
        List<String> program = new ArrayList<>(List.of("com.example.ApplicationKt"));
        program.addAll(List.of(arguments));
        JavaProcess ended = JavaProcess.run(options, program);
        assertThat(ended.code()).as(ended.text()).isZero();
        return ended.text();
    }
}
