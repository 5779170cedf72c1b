package com.levymaster.migrate.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.reliability.PrivateServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server crashes at a named point of a run, and is started again. */
@Tag("nightly")
@Tag("row-80")
@DisabledOnOs(OS.WINDOWS)
class ServerCrashTest {

    @TempDir
    private static Path directory;

    private static PrivateServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PrivateServer.start(directory.resolve("data"), Map.of());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void empty() {
        ExploredDatabase.reset(server.dataSource());
    }

    private static void crash(int session) {
        try {
            server.crash();
            server.startAgain();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command during which the server crashes before a call. */
    private static void crashAt(Command command, String call) throws SQLException {
        Cut cut = Cut.before(call, 0, Cut.Kind.PAUSE);
        try (SessionControl control = new SessionControl(server.dataSource(), server.dataSource())) {
            CutDataSource process = new CutDataSource(server.dataSource(), cut, control, ServerCrashTest::crash);
            Answer answer = Answer.of(command, Exploration.migrator(Graphs.INDEX, process));
            assertThat(process.point()).isNotNull();
            assertThat(answer.isDefect()).as(answer.toString()).isFalse();
        }
    }

    private static void isComplete(Migrator migrator) throws SQLException {
        migrator.validate("heads");
        assertThat(ExploredDatabase.effects(server.dataSource())).isEqualTo(Graphs.INDEX.replay(Graphs.INDEX.ids()));
    }

    @ParameterizedTest
    @ValueSource(strings = {Cut.LOCKING, Cut.STARTED, "create index", Cut.FINISHED, Cut.COMMIT, Cut.RELEASE})
    void an_upgrade_that_the_server_leaves_is_completed_by_the_next(String call) throws SQLException {
        crashAt(Command.upgrade("heads"), call);

        Migrator migrator = Exploration.migrator(Graphs.INDEX, server.dataSource());
        migrator.upgrade("heads");
        isComplete(migrator);
    }

    @ParameterizedTest
    @ValueSource(strings = {Cut.STARTED, "drop index", Cut.FINISHED, Cut.COMMIT})
    void a_downgrade_that_the_server_leaves_is_completed_by_the_next(String call) throws SQLException {
        Migrator migrator = Exploration.migrator(Graphs.INDEX, server.dataSource());
        migrator.upgrade("heads");

        crashAt(Command.downgrade("base"), call);

        migrator.downgrade("base");
        assertThat(ExploredDatabase.effects(server.dataSource())).isEqualTo(Effects.NONE);
        migrator.upgrade("heads");
        isComplete(migrator);
    }
}
