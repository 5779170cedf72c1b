package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Types;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.reliability.HaltingDataSource;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_search_path_governs_the_rest_of_an_interrupted_revision_and_nothing_else_runs_twice(boolean inBlock) {
        database.execute("create table effect (id int)");
        String sets = "/* from a dump */ select set_config('search_path', 'other, public', false)";
        RevisionDefinition revision = base("a1", op -> {
            op.execute("insert into effect values (1)" + (inBlock ? "" : "; " + sets));
            op.autocommit(() -> {
                op.execute(inBlock ? sets : "set work_mem = '8MB'");
                op.inSchema("public")
                        .alterTable("effect", t -> t.addIndex("ix").on("id").concurrently());
            });
            CREATES_TABLE.accept(op);
        });

        assertThatThrownBy(migrator(
                        HaltingDataSource.after(
                                database.dataSource(), call -> call.contains("create index concurrently")),
                        revision)::upgrade)
                .isInstanceOf(HaltingDataSource.Halted.class);
        migrator(database.dataSource(), revision).upgrade();

        assertThat(schemaOfTable()).isEqualTo("other");
        assertThat(database.jdbc().sql("table effect").query(Integer.class).list())
                .containsExactly(1);
    }

    @Test
    void a_local_search_path_may_lead_to_another_table_of_the_same_name() {
        database.execute("create table t (id int)", "insert into t values (1)");
        RevisionDefinition first = base("a1", op -> op.createSchema("more"));
        Migrator migrator = migrator(database.dataSource(), first, after("a1", "b2", op -> {
            op.setLocal("search_path", "other");
            CREATES_TABLE.accept(op);
        }));

        migrator(database.dataSource(), first).upgrade();
        migrator.upgrade();
        migrator.downgrade("base");

        assertThat(schemaOfTable()).isEqualTo("public");
        assertThat(database.jdbc().sql("table t").query(Integer.class).list()).containsExactly(1);
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

    @ParameterizedTest
    @ValueSource(strings = {"set role pg_monitor", "set session authorization pg_monitor"})
    void a_revision_that_fails_in_another_role_is_in_the_history_and_resumes_in_that_role(String takesOn) {
        Login pooled = database.role();
        database.execute("grant create on schema public to public", "create table seen (who text)");
        database.execute("grant all on seen to public", "create table t (id int)");
        RevisionDefinition revision = base("a1", op -> {
            op.execute(takesOn);
            op.execute("insert into seen select current_user");
            op.autocommit(() -> {
                op.execute("insert into seen select current_user");
                op.execute("select id from t");
            });
            op.execute("insert into seen select current_user");
        });

        assertThatThrownBy(migrator(database.dataSource(), revision)::upgrade)
                .hasMessageContaining("permission denied for table t")
                .hasMessageContaining("the next run resumes there");
        database.execute("grant all on t to " + pooled.user() + ", pg_monitor");
        migrator(database.dataSource(), revision).upgrade();

        assertThat(string("select string_agg(event, ',' order by id) from levymaster_history"))
                .isEqualTo("started,finished,started,failure,started,finished,upgrade");
    }

    @Test
    void a_backfill_in_another_role_keeps_its_progress() {
        database.execute("create table t (id int primary key, a int)", "insert into t values (1), (2)");
        database.execute("grant all on t to pg_monitor");
        RevisionDefinition revision = base("a1", op -> {
            op.execute("set role pg_monitor");
            op.backfill("t").set("a", "1").batchSize(1).keptOnUndo();
        });

        migrator(database.dataSource(), revision).upgrade();

        assertThat(string("select count(*) from t where a = 1")).isEqualTo("2");
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

    /** What a revision leaves, and how the next one would see it. */
    private static final Map<String, String> LEAVES = Map.ofEntries(
            Map.entry("set app.tenant = '7'", "nullif(current_setting('app.tenant', true), '')"),
            Map.entry(
                    "do $$ begin perform set_config('app.other', '7', false); end $$",
                    "nullif(current_setting('app.other', true), '')"),
            Map.entry("set lock_timeout = '77s'", "nullif(current_setting('lock_timeout'), '200ms')"),
            Map.entry(
                    "create temp table mine as select 1 as a",
                    "(select max(relname) from pg_class where relname = 'mine')"),
            Map.entry("create temp sequence \"S\"", "(select max(relname) from pg_class where relname = 'S')"),
            Map.entry(
                    "create function pg_temp.f(int) returns int language sql as 'select 1'",
                    "(select max(proname) from pg_proc where proname = 'f')"),
            Map.entry("create domain pg_temp.d as int", "(select max(typname) from pg_type where typname = 'd')"),
            Map.entry(
                    "select pg_advisory_lock(-5), pg_advisory_lock(-5), pg_advisory_lock_shared(-7, 8)",
                    "(select nullif(count(*), 1) from pg_locks where locktype = 'advisory' and pid ="
                            + " pg_backend_pid())"),
            Map.entry("prepare p as select 1", "(select max(name) from pg_prepared_statements where from_sql)"),
            Map.entry("listen \"Channel\"", "(select max(c) from pg_listening_channels() c)"),
            Map.entry(
                    "declare c cursor with hold for select 1", "(select max(name) from pg_cursors where is_holdable)"));

    private static void look(Operations op) {
        op.execute("create table if not exists seen (name text)");
        LEAVES.values().forEach(question -> op.execute("insert into seen select " + question));
    }

    private List<String> seen() {
        return database.jdbc()
                .sql("select name from seen where name is not null")
                .query(String.class)
                .list();
    }

    @Test
    @Tag("row-35")
    void nothing_that_a_revision_leaves_reaches_the_next_one_or_the_pool() throws SQLException {
        RevisionDefinition sql = base("a1", op -> LEAVES.keySet().forEach(op::execute));
        RevisionDefinition java = after(
                "b2",
                "c3",
                op -> op.dataWithJdbcTemplate("leave", jdbc -> LEAVES.keySet().forEach(jdbc::execute)));
        try (Connection one = database.connection()) {
            DataSource pool = new SingleConnectionDataSource(one, true);
            Consumer<Operations> look = SessionSnapshotTest::look;

            migrator(pool, sql, after("a1", "b2", look), java, after("c3", "d4", look))
                    .upgrade();

            assertThat(seen()).isEmpty();
        }
    }

    @Test
    void the_downgrade_of_a_revision_leaves_nothing_to_that_of_the_next() {
        RevisionDefinition looks = after("a0", "a1", op -> {}, SessionSnapshotTest::look);
        RevisionDefinition leaves =
                after("a1", "b2", op -> {}, op -> LEAVES.keySet().forEach(op::execute));
        Migrator migrator = migrator(database.dataSource(), base("a0", op -> {}), looks, leaves);
        migrator.upgrade();

        migrator.downgrade("a0");

        assertThat(seen()).isEmpty();
    }

    @Test
    void what_a_revision_leaves_stays_until_its_own_end_across_its_transactions() {
        RevisionDefinition revision = base("a1", op -> {
            op.execute("set app.tenant = '7'");
            op.execute("create temp table mine as select 1 as a");
            op.createTable("t", t -> t.column("tenant", Types.text()));
            op.autocommit(() -> op.execute("insert into t select current_setting('app.tenant') from mine"));
            op.execute("insert into t select current_setting('app.tenant') from mine");
        });

        migrator(database.dataSource(), revision).upgrade();

        assertThat(string("select string_agg(tenant, ',') from t")).isEqualTo("7,7");
    }

    @Test
    void an_attempt_that_is_repeated_begins_with_the_session_as_the_run_found_it() throws SQLException {
        database.execute("create table t (id int)");
        RevisionDefinition revision = base("a1", op -> {
            op.execute("prepare p as select 1");
            op.execute("select pg_advisory_lock(5)");
            op.execute("insert into t values (1)");
            op.execute("select 1 / (count(*) - 1) from t");
        });
        try (Connection one = database.connection()) {
            DataSource pool = new SingleConnectionDataSource(one, true);
            assertThatThrownBy(migrator(pool, revision)::upgrade).hasMessageContaining("division by zero");
            database.execute("insert into t values (0)");

            migrator(pool, revision).upgrade();
        }

        assertThat(string("select count(*) from t")).isEqualTo("2");
    }

    @Test
    void what_the_pool_has_put_into_the_session_stays() throws SQLException {
        RevisionDefinition revision = base("a1", op -> {
            op.execute("set app.tenant = '7'");
            op.execute("create temp table mine (a int)");
        });
        try (Connection one = database.connection()) {
            JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(one, true));
            List.of("set app.tenant = '1'", "create temp table pooled (a int)", "prepare pooled as select 1")
                    .forEach(session::execute);

            migrator(new SingleConnectionDataSource(one, true), revision).upgrade();

            assertThat(session.queryForObject(
                            "select current_setting('app.tenant') || (select string_agg(relname, ',') from pg_class"
                                    + " where relnamespace = pg_my_temp_schema()) || (select max(name) from"
                                    + " pg_prepared_statements where from_sql)",
                            String.class))
                    .isEqualTo("1pooledpooled");
        }
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
