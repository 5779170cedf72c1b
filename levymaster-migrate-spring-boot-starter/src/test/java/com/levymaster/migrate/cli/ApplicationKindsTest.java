package com.levymaster.migrate.cli;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.JavaProcess;
import com.levymaster.migrate.cli.kind.Kinds;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    @Test
    @Tag("nightly")
    void commands_that_write_sources_answer_and_what_they_wrote_is_part_of_the_graph() throws Exception {
        List<String> application = ApplicationKind.DIRECTORY.start(directory, database);
        String revisions = Kinds.class.getPackageName() + ".revisions";
        application.removeIf(option -> option.startsWith("-Dlevymaster.migrate.package="));
        application.add(0, "-Dlevymaster.migrate.package=" + revisions);

        List<Transcript> seen = new ArrayList<>(List.of(run(
                application,
                List.of(
                        "init",
                        "revision -m weight --rev-id k4 --head k2 --splice",
                        "revision -m weight",
                        "merge heads",
                        "adopt",
                        "edit k1",
                        "report -o " + directory.resolve("report.html")))));
        compile(application, revisions, "Rk4_Weight.java");
        seen.addAll(List.of(run(application, List.of("heads", "edit k4", "merge --rev-id k5"))));
        compile(application, revisions, "Rk5_MergeK3AndK4.java");
        seen.addAll(List.of(run(
                application,
                List.of("upgrade", "history -r k3:", "adopt", "report -o " + directory.resolve("report.html")))));

        assertGolden("../kinds/authoring", seen.toArray(Transcript[]::new));
        assertThat(directory.resolve("report.html")).content().contains("create parcel");
    }

    @Test
    @Tag("nightly")
    void an_application_without_revisions_gets_its_first_one() throws Exception {
        List<String> application = ApplicationKind.DIRECTORY.start(directory, database);
        application.removeIf(option -> option.startsWith("-Dapplication="));
        application.add(0, "-Dapplication=" + Kinds.class.getPackageName() + ".host.HostApplication");
        Transcript[] empty = run(application, List.of("current", "init --rev-id a1", "init --rev-id a1"));
        database.execute("create table parcel (id bigint primary key)");

        Transcript[] existing =
                run(application, List.of("adopt --rev-id b1 --dry-run", "adopt --rev-id b1", "current"));

        assertGolden(
                "../kinds/first-revision",
                Stream.of(empty, existing).flatMap(Stream::of).toArray(Transcript[]::new));
    }

    private void compile(List<String> application, String packageName, String source) {
        Path classes = directory.resolve("classes");
        Path file = directory.resolve(packageName.replace('.', '/')).resolve(source);
        String classPath = application.get(application.indexOf("-cp") + 1);
        ApplicationKind.compile(List.of("-proc:none", "-d", classes.toString(), "-cp", classPath, file.toString()));
    }

    private Transcript[] run(List<String> application, List<String> commands) {
        return commands.stream().map(command -> run(application, command)).toArray(Transcript[]::new);
    }

    private Transcript run(List<String> application, String command) {
        List<String> program = new ArrayList<>(application);
        if (!command.isEmpty()) {
            program.add("db");
            program.addAll(List.of(command.split(" ")));
        }
        try {
            JavaProcess ended = JavaProcess.run(List.of(), program, Map.of("VISUAL", "echo"));
            return new Transcript("db " + shown(command), ended.code(), shown(ended.text()), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String shown(String text) {
        return text.replace(directory.toString(), "src/main/java");
    }
}
