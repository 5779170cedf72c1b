package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/tutorial.md} and the page that continues it, {@code docs/recovering.md}, can be followed word by word: their files are written and
 * compiled, their commands run.
 */
class TutorialTest {

    private static final Path PAGE = Path.of("..", "docs", "tutorial.md");
    private static final Path RECOVERING = Path.of("..", "docs", "recovering.md");
    private static final Path TESTING = Path.of("..", "docs", "testing.md");
    private static final Path RECORDING = Path.of("..", "docs", "terminal.svg");
    private static final Pattern STEP = Pattern.compile(
            "(?s)<!-- (file|delete|run|written|sql|clone|back|merge)(?:: (\\S+))? -->\n(?:```\\w+\n(.*?)```\n)?");

    @TempDir
    private Path directory;

    @Test
    void every_file_compiles_and_every_command_answers_as_printed() throws IOException {
        String followed;
        String continued;
        try (TestDatabase database = TestDatabase.create();
                TestDatabase other = TestDatabase.create()) {
            TutorialProject project = new TutorialProject(directory.resolve("ada"), database);
            followed = follow(Files.readString(PAGE), project, other);
            continued = follow(Files.readString(RECOVERING), project, other);
        }

        String recording = TerminalRecording.svg(recorded(followed));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, followed);
            Files.writeString(RECOVERING, continued);
            Files.writeString(RECORDING, recording);
        }
        assertThat(followed).isEqualTo(Files.readString(PAGE));
        assertThat(continued).isEqualTo(Files.readString(RECOVERING));
        assertThat(recording).isEqualTo(Files.readString(RECORDING));
    }

    /** The loop of a developer, from a changed entity on: draft, plan, upgrade, look, and back. */
    private static List<String> recorded(String page) {
        String change = page.substring(page.indexOf("$ db migrate -m \"add acres, owner is required\" --allow"));
        List<String> transcripts = Stream.of(change.split("(?m)(?=^\\$ db )"))
                .map(part -> part.replaceFirst("(?s)```.*", ""))
                .toList();
        return Stream.of("migrate", "plan", "upgrade", "history", "downgrade -1 --allow-data-loss")
                .map(command -> transcripts.stream()
                        .filter(transcript -> transcript.startsWith("$ db " + command))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    @Test
    void every_test_of_the_page_on_testing_compiles_in_the_project_of_the_tutorial() throws IOException {
        try (TestDatabase database = TestDatabase.create()) {
            TutorialProject project = new TutorialProject(directory.resolve("tests"), database);
            Matcher step = STEP.matcher(Files.readString(PAGE) + Files.readString(TESTING));
            while (step.find()) {
                if (step.group(1).equals("file")) {
                    project.write(step.group(2), step.group(3));
                }
            }
            project.compiled().close();
        }
    }

    @Test
    void the_program_of_the_page_on_java_prints_what_the_page_says() throws Exception {
        Path page = Path.of("..", "docs", "java.md");
        String text = Files.readString(page);
        Matcher output =
                Pattern.compile("(?s)<!-- output -->\n```console\n(.*?)```").matcher(text);
        assertThat(output.find()).isTrue();
        String printed;
        try (TestDatabase database = TestDatabase.create()) {
            TutorialProject project = new TutorialProject(directory.resolve("plain"), database);
            Matcher step = STEP.matcher(text);
            while (step.find()) {
                project.write(step.group(2), step.group(3));
            }
            printed = project.printedBy("com.example.plain.Migrate");
        }

        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(page, text.substring(0, output.start(1)) + printed + text.substring(output.end(1)));
        }
        assertThat(Files.readString(page)).contains("<!-- output -->\n```console\n" + printed + "```");
    }

    @Test
    void the_version_of_boot_is_the_one_that_is_tested() throws IOException {
        Matcher version = Pattern.compile("<spring-boot.version>(.*)</spring-boot.version>")
                .matcher(Files.readString(Path.of("..", "pom.xml")));

        assertThat(version.find()).isTrue();
        assertThat(Files.readString(PAGE)).contains("<version>" + version.group(1) + "</version>");
    }

    private String follow(String page, TutorialProject first, TestDatabase other) throws IOException {
        TutorialProject project = first;
        TutorialProject second = first;
        StringBuilder followed = new StringBuilder();
        Matcher step = STEP.matcher(page);
        int position = 0;
        while (step.find()) {
            followed.append(page, position, step.start());
            position = step.end();
            String block = step.group(3) == null ? "" : step.group(3);
            String answer = block;
            switch (step.group(1)) {
                case "file" -> project.write(step.group(2), block);
                case "delete" -> project.delete(step.group(2));
                case "run" -> answer = project.run(block);
                case "written" -> answer = project.lastRevision();
                case "sql" -> project.execute(block);
                case "clone" -> {
                    second = project.cloned(directory.resolve(step.group(2)), other);
                    project = second;
                }
                case "back" -> project = first;
                default -> project.merge(second);
            }
            followed.append(
                    step.group(3) == null
                            ? step.group()
                            : step.group().substring(0, step.start(3) - step.start()) + answer + "```\n");
        }
        return followed.append(page.substring(position)).toString();
    }
}
