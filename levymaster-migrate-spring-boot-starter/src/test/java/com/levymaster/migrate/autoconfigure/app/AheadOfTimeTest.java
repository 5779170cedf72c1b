package com.levymaster.migrate.autoconfigure.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.JavaProcess;
import com.levymaster.migrate.definition.RevisionIndexProcessor;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/** The application after ahead-of-time processing, as processes. */
class AheadOfTimeTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @TempDir
    private static Path directory;

    private static String classPath;

    @BeforeAll
    static void process() throws IOException, InterruptedException {
        Path sources = directory.resolve("sources");
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaProcess processed = JavaProcess.run(
                List.of("-cp", System.getProperty("java.class.path")),
                List.of(
                        SpringApplicationAotProcessor.class.getName(),
                        NoteMain.class.getName(),
                        sources.toString(),
                        classes.toString(),
                        classes.toString(),
                        "com.example",
                        "notes"));
        assertThat(processed.code()).as(processed.text()).isZero();
        try (Stream<Path> files = Files.walk(sources)) {
            compile(
                    classes,
                    List.of("-proc:none", "-nowarn"),
                    files.map(Path::toString)
                            .filter(name -> name.endsWith(".java"))
                            .toArray(String[]::new));
        }
        classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
    }

    @BeforeEach
    void empty() {
        database.execute("drop schema public cascade; create schema public");
    }

    @Test
    void commands_and_the_start_work() throws IOException, InterruptedException {
        assertThat(application(classPath, "--levymaster.migrate.enabled=false").code())
                .isZero();
        assertThat(tables()).isEmpty();

        assertThat(application(classPath).code()).isZero();
        assertThat(tables()).contains("note");
        assertThat(application(classPath, "db", "check", "--exclude", "memo").text())
                .contains("No problems found.");
    }

    @Test
    void a_revision_that_was_compiled_later_is_named(@TempDir Path later) throws IOException, InterruptedException {
        Path source = Files.writeString(later.resolve("Rb9_Later.java"), """
                package com.levymaster.migrate.autoconfigure.app;

                @com.levymaster.migrate.Revision(id = "b9", downRevision = "b2")
                class Rb9_Later implements com.levymaster.migrate.Migration {
                    @Override public void upgrade(com.levymaster.migrate.op.Operations op) {}
                    @Override public void downgrade(com.levymaster.migrate.op.Operations op) {}
                }
                """);
        compile(later, List.of("-processor", RevisionIndexProcessor.class.getName()), source.toString());

        JavaProcess refused = application(later + File.pathSeparator + classPath, "db", "upgrade");

        assertThat(refused.text())
                .contains("processed ahead of time without com.levymaster.migrate.autoconfigure.app.Rb9_Later.")
                .doesNotContain("\tat ");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(tables()).isEmpty();
    }

    private static void compile(Path classes, List<String> options, String... sources) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        arguments.addAll(List.of(sources));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static List<String> tables() {
        return database.jdbc()
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
    }

    private static JavaProcess application(String classPath, String... arguments)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(JavaProcess.dataSource(database));
        options.addAll(List.of("-Dspring.aot.enabled=true", "-cp", classPath));
        return JavaProcess.run(
                options,
                Stream.concat(Stream.of(NoteMain.class.getName()), Stream.of(arguments))
                        .toList());
    }
}
