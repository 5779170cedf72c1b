package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.FileSystemUtils;

/** A developer's project of the tutorial, with a database of its own. */
final class TutorialProject {

    private static final String MAIN = "com.example.parcels.ParcelsApplication";
    /** The ids of revisions in the order in which they are written, so that they are the same in every run. */
    private static final List<String> IDS =
            List.of("1f0c2a9be4d7", "5b3d9e17c6a2", "8c41f7a05d3e", "3e92b6d8140f", "a7d05c3e9b61");

    private final Path directory;
    private final TestDatabase database;
    private final Deque<String> ids;
    private Path written;
    private String compiledContents = "";

    TutorialProject(Path directory, TestDatabase database) {
        this(directory, database, new ArrayDeque<>(IDS));
    }

    private TutorialProject(Path directory, TestDatabase database, Deque<String> ids) {
        this.directory = directory;
        this.database = database;
        this.ids = ids;
        this.written = directory;
    }

    void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    void delete(String file) throws IOException {
        Files.delete(directory.resolve(file));
    }

    void execute(String sql) {
        database.execute(sql);
    }

    /** The same files elsewhere, with a database of its own. */
    TutorialProject cloned(Path directory, TestDatabase database) throws IOException {
        TutorialProject clone = new TutorialProject(directory, database, ids);
        clone.merge(this);
        return clone;
    }

    /** Takes all files over that this project does not have. */
    void merge(TutorialProject other) throws IOException {
        for (Path file : files(other.directory.resolve("src"), "")) {
            Path here = directory.resolve(other.directory.relativize(file).toString());
            if (!Files.exists(here)) {
                Files.createDirectories(here.getParent());
                Files.copy(file, here);
            }
        }
    }

    /** Runs the commands of a block; returns them with what they answer. */
    String run(String block) throws IOException {
        List<String> transcripts = new ArrayList<>();
        for (String line :
                block.lines().filter(line -> line.startsWith("$ db ")).toList()) {
            transcripts.add(line + "\n" + answer(line.substring("$ db ".length())));
        }
        return String.join("\n", transcripts);
    }

    /** Runs a program with the connection as its arguments; returns what it prints. */
    String printedBy(String main) throws IOException, ReflectiveOperationException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stdout = System.out;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try (URLClassLoader classes = compiled()) {
            classes.loadClass(main).getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {database.url(), database.user(), database.password()});
        } finally {
            System.setOut(stdout);
        }
        // how it logs is left to the reader
        return printed(output.toString(StandardCharsets.UTF_8))
                .replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*\n", "");
    }

    String lastRevision() throws IOException {
        return printed(Files.readString(written));
    }

    private String answer(String command) throws IOException {
        List<Path> before = revisions();
        List<String> words = new ArrayList<>(List.of("db"));
        words.addAll(Stream.of(command.split(" (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
                .map(word -> word.replace("\"", ""))
                .toList());
        if (command.matches("(migrate|merge) .*")) {
            words.addAll(List.of("--rev-id", ids.element()));
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        AtomicInteger code = new AtomicInteger(-1);
        try (URLClassLoader classes = compiled()) {
            run(classes, words, new PrintStream(output, true, StandardCharsets.UTF_8), code);
        }
        for (Path revision : revisions()) {
            if (!before.contains(revision)) {
                written = revision;
                ids.remove();
            }
        }
        assertThat(code.get()).as(output.toString(StandardCharsets.UTF_8)).isNotNegative();
        String failed = code.get() == 0 ? "" : "(exit code " + code + ")\n";
        return printed(output.toString(StandardCharsets.UTF_8)) + failed;
    }

    private void run(ClassLoader classes, List<String> words, PrintStream output, AtomicInteger code) {
        PrintStream stdout = System.out;
        PrintStream stderr = System.err;
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        System.setErr(output);
        Thread.currentThread().setContextClassLoader(classes);
        try {
            Class<?> main = classes.loadClass(MAIN);
            SpringApplication application = new SpringApplicationBuilder(main)
                    .resourceLoader(new DefaultResourceLoader(classes))
                    .properties(
                            "levymaster.migrate.source-directory=" + directory.resolve("src/main/java"),
                            "spring.config.import=optional:file:" + overridden())
                    .build();
            application.setMainApplicationClass(main);
            // Without arguments, the listener that Boot itself registers leaves the command to this one.
            SpringApplication.withHook(
                    started -> new CommandLineRunListener(
                            started, words.toArray(String[]::new), each -> exit(code, each), output),
                    () -> application.run());
        } catch (AbandonedRunException e) {
            // the command has ended
        } catch (ClassNotFoundException | IOException e) {
            throw new IllegalStateException(e);
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
            System.setOut(stdout);
            System.setErr(stderr);
        }
    }

    /** The settings of this test, which precede those of the page. */
    private Path overridden() throws IOException {
        return Files.writeString(directory.resolve("test.properties"), """
            spring.datasource.url=%s
            spring.datasource.username=%s
            spring.datasource.password=%s
            logging.level.com.levymaster.migrate.runner.RevisionRunner=error
            """.formatted(
                        database.url(), database.user(), database.password()));
    }

    private static void exit(AtomicInteger code, int value) {
        code.set(value);
        throw new AbandonedRunException();
    }

    /** The classes of all sources, as the build of the developer would compile them. */
    URLClassLoader compiled() throws IOException {
        Path classes = directory.resolve("target/classes");
        List<Path> sources = files(directory.resolve("src"), ".java");
        String contents = contents(sources);
        if (!contents.equals(compiledContents)) {
            FileSystemUtils.deleteRecursively(classes);
            compile(sources, Files.createDirectories(classes));
            compiledContents = contents;
        }
        return new URLClassLoader(
                new URL[] {
                    classes.toUri().toURL(),
                    directory.resolve("src/main/resources/").toUri().toURL()
                },
                getClass().getClassLoader());
    }

    private static String contents(List<Path> files) throws IOException {
        StringBuilder contents = new StringBuilder();
        for (Path file : files) {
            contents.append(file).append(Files.readString(file));
        }
        return contents.toString();
    }

    private static void compile(List<Path> sources, Path classes) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(
                "-encoding", "UTF-8", "-parameters", "-proc:none", "-cp", System.getProperty("java.class.path"), "-d"));
        arguments.add(classes.toString());
        sources.forEach(file -> arguments.add(file.toString()));
        int code = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                .run(null, null, messages, arguments.toArray(String[]::new));
        assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private List<Path> revisions() throws IOException {
        return files(directory.resolve("src/main/java"), ".java").stream()
                .filter(file -> Objects.requireNonNull(file.getParent()).endsWith("revisions"))
                .filter(file -> !file.endsWith("package-info.java"))
                .toList();
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /** What differs from run to run is always the same on the page. */
    private String printed(String text) {
        return text.replace(System.lineSeparator(), "\n")
                .replace(directory + "/", "")
                .replace(database.url(), "jdbc:postgresql://localhost/parcels")
                .replaceAll("\\b\\d+ ms\\b", "12 ms")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ", "2026-11-30 09:30:00Z")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\b(?!:)", "2026-11-30 09:30");
    }
}
