package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.runner.RevisionFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server that runs out of things. Named after the rows of the fault matrix. */
@DisabledOnOs(OS.WINDOWS)
class SmallServerTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private static Path directory;

    private static PrivateServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PrivateServer.start(
                directory,
                Map.of("max_locks_per_transaction", "10", "max_connections", "10", "max_prepared_transactions", "2"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static void execute(String... statements) {
        for (String sql : statements) {
            server.jdbc().sql(sql).update();
        }
    }

    private static Migrator fresh(RevisionDefinition... scripts) {
        server.jdbc()
                .sql("select gid from pg_prepared_xacts")
                .query(String.class)
                .list()
                .forEach(gid -> execute("rollback prepared '" + gid + "'"));
        execute("drop schema public cascade", "create schema public");
        return migrator(server.dataSource(), scripts);
    }

    private static void nothingIsThereOf(String table) {
        assertThat(server.jdbc()
                        .sql("select to_regclass('" + table + "') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** The file of a table gives way to one on which every write says that the disk is full. */
    @Test
    @Tag("row-50")
    void a_full_disk_takes_back_the_whole_revision_and_is_not_tried_again() throws IOException {
        assumeTrue(Files.exists(FULL));
        Migrator migrator = fresh(base("a1", op -> {
            op.execute("create table u (id int)");
            op.execute("insert into t values (1)");
        }));
        execute("create table t (id int)");
        Path file = server.data()
                .resolve(server.jdbc()
                        .sql("select pg_relation_filepath('t')")
                        .query(String.class)
                        .single());
        Files.delete(file);
        Files.createSymbolicLink(file, FULL);

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[53100]")
                .hasMessageContaining("Rolled back: all of a1")
                .hasMessageContaining("make room on the server's disk")
                .hasMessageNotContaining("Tried");
        nothingIsThereOf("u");

        execute("drop table t", "create table t (id int)");
        assertThat(migrator.upgrade().after()).containsExactly("a1");
    }

    @Test
    @Tag("row-53")
    void a_server_without_room_for_locks_is_not_tried_again_and_the_revision_is_to_be_split() {
        Migrator migrator = fresh(base(
                "a1", op -> IntStream.range(0, 4000).forEach(i -> op.execute("create table t" + i + " (id int)"))));

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[53200]")
                .hasMessageContaining("split the revision")
                .hasMessageNotContaining("Tried");
        nothingIsThereOf("t0");
    }

    @Test
    @Tag("row-69")
    void a_prepared_transaction_in_the_way_is_named() {
        Migrator migrator = fresh(base("a1", op -> op.execute("alter table t add column n int")));
        execute("create table t (id int)");
        org.springframework.jdbc.core.JdbcTemplate session =
                new org.springframework.jdbc.core.JdbcTemplate(server.dataSource());
        session.execute("begin; insert into t values (1); prepare transaction 'left over'");

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[55P03]")
                .hasMessageContaining("prepared transaction 'left over' on t");

        session.execute("rollback prepared 'left over'");
        assertThat(migrator.upgrade().after()).containsExactly("a1");
    }
}
