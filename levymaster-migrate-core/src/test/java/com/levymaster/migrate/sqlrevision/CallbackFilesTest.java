package com.levymaster.migrate.sqlrevision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbackFilesTest {

    private static final List<String> POINTS =
            List.of("before-run", "before-revision", "after-revision", "after-run", "after-failure");

    private static final RevisionDefinition A1 = Revisions.table("a1", "a");
    private static final RevisionDefinition B2 = Revisions.table("a1", "b2", "b");

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        database.jdbc()
                .sql("create table heard (id int generated always as identity, point text)")
                .update();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void callbacks_run_around_the_run_and_each_revision_and_not_if_there_is_nothing_to_do() {
        migrator(Map.of(), A1, B2).upgrade();
        migrator(Map.of(), A1, B2).upgrade();

        assertThat(heard())
                .containsExactly(
                        "before-run",
                        "before-revision",
                        "after-revision",
                        "before-revision",
                        "after-revision",
                        "after-run");
    }

    @Test
    void after_a_failure_its_callback_runs_and_the_run_ends() {
        RevisionDefinition failing = Revisions.after("a1", "b2", op -> op.execute("select no_such"));

        assertThatThrownBy(() -> migrator(Map.of(), A1, failing).upgrade())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Revision b2 failed");

        assertThat(heard())
                .containsExactly("before-run", "before-revision", "after-revision", "before-revision", "after-failure");
    }

    @Test
    void a_callback_that_fails_ends_the_run_with_its_file_and_line() {
        Map<String, String> broken = Map.of("before-revision", "select 1;\nselect no_such;");

        assertThatThrownBy(() -> migrator(broken, A1).upgrade())
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll("before-revision.sql:2 failed", "no_such", "Committed before it: nothing");
        assertThat(migrator(Map.of(), A1).status().applied()).isEmpty();
    }

    @Test
    void a_callback_whose_session_an_administrator_ends_ends_the_run_and_names_what_is_committed() {
        Map<String, String> ended = Map.of("after-revision", "select pg_terminate_backend(pg_backend_pid());");

        assertThatThrownBy(() -> migrator(ended, A1, B2).upgrade())
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll("after-revision.sql:1 failed", "[57P01]", "Committed before it: a1");
        assertThat(migrator(Map.of(), A1, B2).status().applied()).containsExactly("a1");
    }

    @Test
    void what_a_callback_sets_in_the_session_does_not_reach_the_revisions() {
        Map<String, String> setting = Map.of("before-run", "set search_path = information_schema;");

        migrator(setting, A1).upgrade();

        assertThat(database.jdbc()
                        .sql("select to_regclass('public.a') is not null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_file_of_another_name_is_refused_and_so_is_a_header() {
        assertThatThrownBy(() -> CallbackFiles.read(Map.of("beforeMigrate.sql", new byte[0]), Map.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll("beforeMigrate.sql", "before-run.sql");
        byte[] text = "-- revision: a1\nselect 1;\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CallbackFiles.read(Map.of("before-run.sql", text), Map.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("a callback has no header");
    }

    private List<String> heard() {
        return database.jdbc()
                .sql("select point from heard order by id")
                .query(String.class)
                .list();
    }

    private Migrator migrator(Map<String, String> others, RevisionDefinition... revisions) {
        Map<String, byte[]> files = new HashMap<>();
        for (String point : POINTS) {
            String sql = others.getOrDefault(point, "insert into heard (point) values ('" + point + "');");
            files.put("db/callbacks/" + point + ".sql", sql.getBytes(StandardCharsets.UTF_8));
        }
        return Migrator.builder(database.dataSource())
                .settings(Revisions.IMPATIENT)
                .scripts(List.of(revisions))
                .callbacks(CallbackFiles.read(files, Map.of()))
                .build();
    }
}
