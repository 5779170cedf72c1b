package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.ReadOnlyDatabaseException;
import com.levymaster.migrate.operation.DataStep;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server that crashes, stops, or is followed by another. Named after the rows of the fault matrix. */
@DisabledOnOs(OS.WINDOWS)
class ServerLossTest {

    @TempDir
    private Path directory;

    private PrivateServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = PrivateServer.start(directory.resolve("primary"), Map.of());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    /** A table; another one, after which something happens the first time; a third. */
    private static RevisionDefinition[] revisions(DataStep.WithClient happening) {
        AtomicBoolean first = new AtomicBoolean(true);
        return new RevisionDefinition[] {
            table("a1", "t"),
            after("a1", "b2", op -> {
                op.execute("create table u (id int)");
                op.data("meet the fault", jdbc -> {
                    if (first.getAndSet(false)) {
                        happening.run(jdbc);
                    }
                });
            }),
            table("b2", "c3", "v")
        };
    }

    private void isAtHead(PrivateServer where, Migrator migrator) {
        assertThat(migrator.status().applied()).containsExactly("a1", "b2", "c3");
        assertThat(migrator.history().stream()
                        .filter(e -> e.event() == HistoryEvent.UPGRADE)
                        .map(HistoryEntry::revision))
                .containsExactly("c3", "b2", "a1");
        assertThat(where.jdbc()
                        .sql("select string_agg(relname, ' ' order by relname) from pg_class where relkind = 'r' and"
                                + " relname in ('t', 'u', 'v')")
                        .query(String.class)
                        .single())
                .isEqualTo("t u v");
    }

    @Test
    @Tag("row-11")
    @Tag("row-13")
    void a_server_that_crashes_and_recovers_is_waited_for_and_the_run_goes_on() {
        RevisionDefinition[] revisions = revisions(jdbc -> {
            String session =
                    jdbc.sql("select pg_backend_pid()").query(String.class).single();
            new ProcessBuilder("kill", "-KILL", session).start().waitFor();
            jdbc.sql("select 1").query().singleValue();
        });

        Migrator migrator = migrator(server.dataSource(), revisions);

        assertThat(migrator.upgrade().after()).containsExactly("c3");
        isAtHead(server, migrator);
    }

    @Test
    @Tag("row-12")
    void a_server_that_is_stopped_ends_the_run_and_the_next_one_goes_on() throws IOException {
        Migrator migrator = migrator(server.dataSource(), revisions(jdbc -> {
            server.stop();
            jdbc.sql("select 1").query().singleValue();
        }));

        assertThat(catchThrowable(migrator::upgrade))
                .isInstanceOfAny(RevisionFailedException.class, DatabaseUnavailableException.class);

        server.startAgain();
        assertThat(migrator.status().applied()).containsExactly("a1");
        migrator.upgrade();
        isAtHead(server, migrator);
    }

    @Test
    @Tag("row-12")
    void a_server_that_is_gone_at_once_ends_the_run_and_the_next_one_goes_on() throws IOException {
        Migrator migrator = migrator(server.dataSource(), revisions(jdbc -> {
            server.crash();
            jdbc.sql("select 1").query().singleValue();
        }));

        assertThatThrownBy(migrator::upgrade).isInstanceOf(DatabaseUnavailableException.class);

        server.startAgain();
        assertThat(migrator.status().applied()).containsExactly("a1");
        migrator.upgrade();
        isAtHead(server, migrator);
    }

    @Test
    @Tag("row-20")
    void a_hot_standby_is_refused() throws IOException {
        migrator(server.dataSource(), table("a1", "t")).upgrade();
        try (PrivateServer standby = server.standby(directory.resolve("standby"))) {
            assertThatThrownBy(migrator(standby.dataSource(), table("a1", "t"), table("a1", "b2", "u"))::upgrade)
                    .isInstanceOf(ReadOnlyDatabaseException.class)
                    .hasMessageContaining("hot standby")
                    .hasMessageContaining("targetServerType=primary");
            assertThat(migrator(standby.dataSource(), table("a1", "t"))
                            .upgrade()
                            .isEmpty())
                    .isTrue();
        }
    }

    @Test
    @Tag("row-19")
    void a_run_goes_on_at_the_server_that_takes_over() throws IOException {
        try (PrivateServer standby = server.standby(directory.resolve("standby"));
                TcpProxy proxy = new TcpProxy(server.url())) {
            Migrator migrator = migrator(proxy.dataSource("postgres", "postgres", ""), revisions(jdbc -> {
                awaitApplied(standby, "a1");
                standby.jdbc().sql("select pg_promote(true, 60)").query().singleValue();
                proxy.redirect(standby.url());
                proxy.cut();
                jdbc.sql("select 1").query().singleValue();
            }));

            assertThat(migrator.upgrade().after()).containsExactly("c3");
            isAtHead(standby, migrator);
            assertThat(migrator(server.dataSource(), table("a1", "t")).status().applied())
                    .containsExactly("a1");
        }
    }

    private static void awaitApplied(PrivateServer standby, String revision) {
        String sql = "select count(*) from pg_class where relname = 'levymaster_version'";
        while (standby.jdbc().sql(sql).query(Integer.class).single() == 0
                || !List.of(revision)
                        .equals(standby.jdbc()
                                .sql("select revision from levymaster_version")
                                .query(String.class)
                                .list())) {
            Thread.onSpinWait();
        }
    }
}
