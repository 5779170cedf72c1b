package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.script;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.store.VersionTableException;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a server may put in the way. Named after the rows of the fault matrix. */
class ObstacleTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private static RevisionDefinition indexed() {
        return after(
                "a1",
                "b2",
                op -> op.autocommit(() ->
                        op.alterTable("t", t -> t.addIndex("ix_t").on("id").concurrently())));
    }

    private int count(String sql) {
        return database.jdbc().sql(sql).query(Integer.class).single();
    }

    private void awaitWaiting(String query) {
        String sql = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '" + query
                + "%' and datname = current_database()";
        while (count(sql) == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Tag("row-28")
    void a_concurrent_index_waits_for_an_old_snapshot_without_a_timeout() throws SQLException {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        try (Connection old = database.connection();
                Statement statement = old.createStatement()) {
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            old.setAutoCommit(false);
            statement.execute("select 1");
            CompletableFuture<List<String>> upgrade =
                    CompletableFuture.supplyAsync(() -> migrator(database.dataSource(), table("a1", "t"), indexed())
                            .upgrade()
                            .after());
            awaitWaiting("create index concurrently");
            assertThat(count("select setting::int from pg_settings where name = 'lock_timeout'"))
                    .isZero();
            old.commit();

            assertThat(upgrade.join()).containsExactly("b2");
        }
        assertThat(count("select count(*) from pg_index where not indisvalid")).isZero();
    }

    @Test
    @Tag("row-51")
    @Tag("row-52")
    void a_concurrent_index_without_room_for_its_files_leaves_no_invalid_index() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        database.execute("insert into t select i from generate_series(1, 100000) i");
        String alter = "alter database " + database.name();
        database.execute(
                alter + " set temp_file_limit = '64kB'",
                alter + " set maintenance_work_mem = '1MB'",
                alter + " set max_parallel_maintenance_workers = 0");
        Migrator migrator = migrator(database.dataSource(), table("a1", "t"), indexed());

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[53400]")
                .hasMessageContaining("make room on the server's disk");
        assertThat(count("select count(*) from pg_index where not indisvalid")).isZero();

        database.execute(alter + " reset temp_file_limit");
        assertThat(migrator.upgrade().after()).containsExactly("b2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
    @Tag("row-57")
    void a_database_of_another_encoding_works(String encoding) {
        String name = database.name() + "_" + encoding.toLowerCase(java.util.Locale.ROOT);
        database.execute("create database " + name + " encoding '" + encoding
                + "' template template0 lc_collate 'C' lc_ctype 'C'");
        try {
            DriverManagerDataSource other = new DriverManagerDataSource(
                    database.url().replace(database.name(), name), database.user(), database.password());
            RevisionDefinition revision = script(
                    RevisionHeader.of("a1").withMessage("Gebühr für Grundstück"), true, Revisions.creating("gebühr"));
            Migrator migrator = migrator(other, revision);

            migrator.upgrade();

            assertThat(migrator.history().get(0).message()).isEqualTo("Gebühr für Grundstück");
            assertThat(migrator.downgrade("base").after()).isEmpty();
        } finally {
            database.execute("drop database " + name + " with (force)");
        }
    }

    @Test
    @Tag("row-57")
    void a_character_that_the_database_cannot_hold_is_refused_and_nothing_stays() {
        String name = database.name() + "_latin";
        database.execute(
                "create database " + name + " encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");
        try {
            DriverManagerDataSource other = new DriverManagerDataSource(
                    database.url().replace(database.name(), name), database.user(), database.password());
            Migrator migrator = migrator(other, base("a1", op -> {
                op.execute("create table t (name text)");
                op.execute("insert into t values ('→')");
            }));

            assertThatThrownBy(migrator::upgrade)
                    .isInstanceOf(RevisionFailedException.class)
                    .hasMessageContaining("[22P05]")
                    .hasMessageContaining("Rolled back: all of a1");
            assertThat(migrator.status().applied()).isEmpty();
        } finally {
            database.execute("drop database " + name + " with (force)");
        }
    }

    @Test
    @Tag("row-70")
    void a_session_that_holds_what_a_vacuum_holds_is_named() throws SQLException {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        Migrator migrator = migrator(
                database.dataSource(),
                table("a1", "t"),
                after("a1", "b2", op -> op.execute("alter table t validate constraint c")));
        database.execute("alter table t add constraint c check (id > 0) not valid");
        try (Connection vacuum = database.connection();
                Statement statement = vacuum.createStatement()) {
            vacuum.setAutoCommit(false);
            statement.execute("set application_name = 'as a vacuum'; lock table t in share update exclusive mode");

            assertThatThrownBy(migrator::upgrade)
                    .isInstanceOf(RevisionFailedException.class)
                    .hasMessageContaining("[55P03]")
                    .hasMessageContaining("(as a vacuum)");
            vacuum.rollback();
        }
        assertThat(migrator.upgrade().after()).containsExactly("b2");
    }

    @Test
    @Tag("row-71")
    void an_event_trigger_that_forbids_a_change_fails_the_revision_as_a_whole() {
        database.execute(
                "create function forbid() returns event_trigger language plpgsql as"
                        + " 'begin if tg_tag = ''DROP TABLE'' then raise ''not today''; end if; end'",
                "create event trigger forbidding on ddl_command_start execute function forbid()");
        Migrator migrator = migrator(database.dataSource(), base("a1", op -> {
            op.execute("create table t (id int)");
            op.execute("drop table t");
        }));

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("a text of the application")
                .hasMessageContaining("[P0001]")
                .hasMessageContaining("Rolled back: all of a1");
        assertThat(migrator.status().applied()).isEmpty();
    }

    @Test
    @Tag("row-71")
    void row_security_that_hides_our_rows_is_refused() {
        Login login = database.role();
        database.execute("grant create on schema public to " + login.user());
        Migrator migrator = migrator(login.dataSource(), table("a1", "t"));
        migrator.upgrade();
        database.execute(
                "alter table levymaster_version enable row level security",
                "alter table levymaster_version force row level security");

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining("row-level security applies to this role, so that rows can be hidden")
                .hasMessageContaining("Nothing was changed");
    }

    @Test
    @Tag("row-71")
    void row_security_of_the_history_is_refused() {
        Login login = database.role();
        database.execute("grant create on schema public to " + login.user());
        migrator(login.dataSource(), table("a1", "t")).upgrade();
        database.execute(
                "alter table levymaster_history enable row level security",
                "alter table levymaster_history force row level security",
                "create policy readable on levymaster_history for select using (true)");
        Migrator migrator = migrator(login.dataSource(), table("a1", "t"), table("a1", "b2", "u"));

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining("The history table \"public\".\"levymaster_history\" is not as expected")
                .hasMessageContaining("disable row level security");
        assertThat(count("select count(*) from pg_class where relname = 'u'")).isZero();
    }
}
