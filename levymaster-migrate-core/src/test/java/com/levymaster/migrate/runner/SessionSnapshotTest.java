package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Types;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each revision begins with the session as the run found it, whatever the one before has set. */
class SessionSnapshotTest {

    private static final Consumer<Operations> CREATES_TABLE =
            op -> op.createTable("t", t -> t.column("id", Types.bigint()));

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        database.execute("create schema other");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set search_path = other",
                "set session search_path to other",
                "/* from a dump */ select pg_catalog.set_config('search_path', 'other', false)",
                "do $$ begin perform set_config('search_path', 'other', false); end $$"
            })
    void a_search_path_that_a_revision_sets_ends_with_it(String sql) {
        RevisionDefinition sets = base("a1", op -> op.execute(sql));

        migrator(database.dataSource(), sets, after("a1", "b2", CREATES_TABLE)).upgrade();

        assertThat(schemaOfTable()).isEqualTo("public");
    }

    @Test
    void a_search_path_that_a_data_step_sets_ends_with_its_revision() {
        RevisionDefinition sets = base(
                "a1",
                op -> op.data("set", jdbc -> jdbc.sql("set search_path = other").update()));

        migrator(database.dataSource(), sets, after("a1", "b2", CREATES_TABLE)).upgrade();

        assertThat(schemaOfTable()).isEqualTo("public");
    }

    @Test
    void a_search_path_that_is_set_outside_of_a_transaction_ends_with_its_revision() {
        RevisionDefinition sets = base("a1", op -> op.autocommit(() -> op.execute("set search_path = other")));

        migrator(database.dataSource(), sets, after("a1", "b2", CREATES_TABLE)).upgrade();

        assertThat(schemaOfTable()).isEqualTo("public");
    }

    @Test
    void a_role_that_a_revision_takes_on_ends_with_it() {
        String role = database.name() + "_guest";
        database.execute("create role " + role);
        try {
            RevisionDefinition sets = base("a1", op -> op.execute("set role " + role));
            RevisionDefinition writes =
                    after("a1", "b2", op -> op.execute("create table t as select current_user as who"));

            migrator(database.dataSource(), sets, writes).upgrade();

            assertThat(string("select who from t")).isNotEqualTo(role);
        } finally {
            database.execute("drop role " + role);
        }
    }

    @Test
    void reset_all_leaves_the_settings_of_the_run_to_the_next_revision() {
        RevisionDefinition resets = base("a1", op -> op.execute("reset all"));
        RevisionDefinition writes = after(
                "a1",
                "b2",
                op -> op.execute("create table t as select current_setting('application_name') as application"));

        migrator(database.dataSource(), resets, writes).upgrade();

        assertThat(string("select application from t")).startsWith("levymaster-migrate ");
    }

    @Test
    void a_plan_gives_the_same_schema_in_one_run_and_in_several() {
        RevisionDefinition sets = base("a1", op -> op.execute("set search_path = other"));
        migrator(database.dataSource(), sets).upgrade();

        migrator(database.dataSource(), sets, after("a1", "b2", CREATES_TABLE)).upgrade();

        assertThat(schemaOfTable()).isEqualTo("public");
    }

    private String schemaOfTable() {
        return string("select schemaname from pg_tables where tablename = 't'");
    }

    private String string(String sql) {
        return JdbcClient.create(database.dataSource())
                .sql(sql)
                .query(String.class)
                .single();
    }
}
