package com.levymaster.migrate.cli.command;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.cli.Counties;
import com.levymaster.migrate.cli.Shell;
import com.levymaster.migrate.cli.Transcript;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SquashCommandTest {

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path sources;

    @Test
    void a_range_becomes_one_revision_that_counts_as_applied() throws IOException {
        Shell shell = Shell.on(database, Counties.trunk()).withSources(sources, "com.example.revisions");
        shell.run("upgrade");

        Transcript preview = shell.run("squash base:head --rev-id 5a5a00000001 --dry-run");
        assertThat(files()).isEmpty();
        assertThat(shell.run("squash base:head --dry-run --json").out()).contains("\"replaces\":[", "\"rows\":{}");
        Transcript squashed = shell.run("squash base:head --rev-id 5a5a00000001");
        Transcript refused = shell.run("squash head:head");
        Shell next = Shell.on(database, withSquash()).withSources(sources, "com.example.revisions");

        assertGolden(
                "squash",
                preview,
                squashed,
                refused,
                next.run("current"),
                next.run("show 5a5a00000001"),
                next.run("upgrade"));
    }

    private Migration[] withSquash() throws IOException {
        Path file = files().get(0);
        String name = "com.example.revisions." + file.getFileName().toString().replace(".java", "");
        Migration squash = Compiled.of(Map.of(name, Files.readString(file))).migration(name);
        return Stream.concat(Stream.of(Counties.trunk()), Stream.of(squash)).toArray(Migration[]::new);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(sources)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
