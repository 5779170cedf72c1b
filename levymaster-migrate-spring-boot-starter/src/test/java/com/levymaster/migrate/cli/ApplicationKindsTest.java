package com.levymaster.migrate.cli;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.JavaProcess;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of application answers every command with the same text, as a process, and starts afterwards. */
class ApplicationKindsTest {

    private static final List<String> COMMANDS = List.of(
            "current",
            "plan --no-sql",
            "upgrade +1",
            "upgrade --sql k1:k2",
            "upgrade",
            "current --check-heads",
            "history -i",
            "heads",
            "branches",
            "show k2",
            "repair",
            "log --limit 2",
            "downgrade -1",
            "stamp k3",
            "stamp k2",
            "upgrade",
            "downgrade base",
            "show k9");

    private static final List<String> COMMANDS_THAT_READ_ENTITIES = List.of("check", "migrate -m unneeded");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    @Tag("nightly")
    void every_command_answers_alike(ApplicationKind kind) throws Exception {
        List<String> application = kind.start(directory, database);

        assertGolden("../kinds/commands", run(application, COMMANDS));
        if (kind.hasEntities()) {
            assertGolden("../kinds/entities", run(application, COMMANDS_THAT_READ_ENTITIES));
        }
        assertThat(run(application, "").code()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"MODULE_PATH", "LAYERED_JAR"})
    void an_upgrade_and_the_start_work(ApplicationKind kind) throws Exception {
        List<String> application = kind.start(directory, database);

        assertThat(run(application, "upgrade").out()).endsWith("The database is at k3.\n");
        assertThat(run(application, "").code()).isZero();
    }

    private static Transcript[] run(List<String> application, List<String> commands) {
        return commands.stream().map(command -> run(application, command)).toArray(Transcript[]::new);
    }

    private static Transcript run(List<String> application, String command) {
        List<String> program = new ArrayList<>(application);
        if (!command.isEmpty()) {
            program.add("db");
            program.addAll(List.of(command.split(" ")));
        }
        try {
            JavaProcess ended = JavaProcess.run(List.of(), program);
            return new Transcript("db " + command, ended.code(), ended.text(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
