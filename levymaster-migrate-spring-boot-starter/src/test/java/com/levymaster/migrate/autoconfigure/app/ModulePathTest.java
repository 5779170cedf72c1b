package com.levymaster.migrate.autoconfigure.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.autoconfigure.JavaProcess;
import com.levymaster.migrate.autoconfigure.LevyMigrateInitializer;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a module, on the module path with the library, as processes. */
class ModulePathTest {

    private static final String NEEDED = "(spring-boot-(\\d|autoconfigure-|jdbc-\\d|transaction-|sql-|persistence-)"
            + "|spring-(core|context|beans|aop|expression|jdbc|tx)-\\d|HikariCP|postgresql-|slf4j|logback"
            + "|commons-logging|jspecify|micrometer-(commons|observation)-\\d|picocli).*\\.jar";

    private static final String MODULE = """
            open module notes {
                requires com.levymaster.migrate;
                requires com.levymaster.migrate.starter;
                requires spring.boot;
                requires spring.boot.autoconfigure;
                requires spring.context;
            }
            """;

    private static final String MAIN = """
            package notes;

            @org.springframework.boot.autoconfigure.SpringBootApplication
            public class Main {
                public static void main(String[] arguments) {
                    org.springframework.boot.SpringApplication.run(Main.class, arguments).close();
                }
            }
            """;

    private static final String REVISION = """
            package notes;

            @com.levymaster.migrate.Revision(id = "m1", message = "create note")
            class Rm1_CreateNote implements com.levymaster.migrate.Migration {
                @Override public void upgrade(com.levymaster.migrate.op.Operations op) {
                    op.createTable("note", t -> t.column("id", com.levymaster.migrate.Types.bigint()));
                }
                @Override public void downgrade(com.levymaster.migrate.op.Operations op) {
                    op.undo(this::upgrade);
                }
            }
            """;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path directory;

    @Test
    void commands_and_the_start_work() throws IOException, InterruptedException, URISyntaxException {
        String libraries = Stream.concat(
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(path ->
                                        Path.of(path).getFileName().toString().matches(NEEDED)),
                        Stream.of(
                                jar("com.levymaster.migrate", Migration.class),
                                jar("com.levymaster.migrate.starter", LevyMigrateInitializer.class)))
                .collect(Collectors.joining(File.pathSeparator));
        Path classes = compile(libraries);
        String modulePath = classes + File.pathSeparator + libraries;

        assertThat(run(modulePath, "db", "upgrade").text())
                .contains("Upgraded to m1 \"create note\"", "The database is at m1.");
        JavaProcess started = run(modulePath, "--logging.level.com.levymaster=debug");
        assertThat(started.text()).contains("m1").doesNotContain("\tat ");
        assertThat(started.code()).isZero();
    }

    private JavaProcess run(String modulePath, String... arguments) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(JavaProcess.dataSource(database));
        options.addAll(List.of("-p", modulePath, "--add-modules", "ALL-MODULE-PATH"));
        return JavaProcess.run(
                options,
                Stream.concat(Stream.of("-m", "notes/notes.Main"), Stream.of(arguments))
                        .toList());
    }

    private Path compile(String modulePath) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        String[] arguments = {
            "-proc:none",
            "-p",
            modulePath,
            "-d",
            classes.toString(),
            Files.writeString(sources.resolve("module-info.java"), MODULE).toString(),
            Files.writeString(sources.resolve("Main.java"), MAIN).toString(),
            Files.writeString(sources.resolve("Rm1_CreateNote.java"), REVISION).toString()
        };
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                .isZero();
        return classes;
    }

    /** Packs what the class is in, unless it is a jar, under the module name that its jar gets from Maven. */
    private String jar(String module, Class<?> type) throws IOException, URISyntaxException {
        Path location =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isRegularFile(location)) {
            return location.toString();
        }
        Path jar = directory.resolve(module + ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Automatic-Module-Name"), module);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(location)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = location.relativize(file).toString().replace('\\', '/');
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    entries.putNextEntry(new ZipEntry(name));
                    Files.copy(file, entries);
                }
            }
        }
        return jar.toString();
    }
}
