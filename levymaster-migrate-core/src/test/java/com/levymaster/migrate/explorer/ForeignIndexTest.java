package com.levymaster.migrate.explorer;

import static com.levymaster.migrate.Types.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.reliability.HaltingDataSource;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An index is known by its schema, its table and its definition, not by its name. */
@Tag("row-30")
@Tag("row-77")
class ForeignIndexTest {

    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private static RevisionDefinition index(String table) {
        return Revisions.base(
                "r1",
                op -> op.autocommit(() ->
                        op.alterTable(table, t -> t.addIndex("ix_a").on("a").concurrently())));
    }

    /** In the schema {@code app}, and then {@code public}. */
    private Migrator inApp(RevisionDefinition... revisions) {
        return Revisions.migrator(
                new DriverManagerDataSource(
                        database.url() + (database.url().contains("?") ? "&" : "?") + "currentSchema=app,public",
                        database.user(),
                        database.password()),
                revisions);
    }

    private List<String> indexes() {
        return database.jdbc()
                .sql("select indexdef from pg_indexes where indexname = 'ix_a' order by schemaname")
                .query(String.class)
                .list();
    }

    @Test
    void an_index_of_that_name_on_another_table_is_not_taken_for_ours() {
        database.execute("create table t1 (a int); create table t2 (a int); create index ix_a on t1 (a)");

        assertThatThrownBy(() ->
                        Revisions.migrator(database.dataSource(), index("t2")).upgrade())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("ix_a");

        assertThat(indexes()).containsExactly("CREATE INDEX ix_a ON public.t1 USING btree (a)");
    }

    @Test
    void an_index_of_that_name_in_another_schema_is_no_obstacle() {
        database.execute(
                "create schema app",
                "create table public.t (a int); create table app.t (a int); create index ix_a on public.t (a)");

        inApp(index("t")).upgrade();

        assertThat(indexes())
                .containsExactly(
                        "CREATE INDEX ix_a ON app.t USING btree (a)", "CREATE INDEX ix_a ON public.t USING btree (a)");
    }

    @Test
    void a_downgrade_leaves_the_index_of_another_schema_alone() {
        database.execute(
                "create schema app",
                "create table public.t (a int); create table app.t (a int); create index ix_a on public.t (a)");
        Migrator migrator = inApp(index("t"));
        migrator.upgrade();

        migrator.downgrade("base");

        assertThat(indexes()).containsExactly("CREATE INDEX ix_a ON public.t USING btree (a)");
    }

    @Test
    void an_invalid_index_that_no_run_has_left_is_not_dropped() throws SQLException {
        database.execute("create table t (a int)", "insert into t values (1), (1)");
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create unique index concurrently ix_a on t (a)"))
                    .isInstanceOf(SQLException.class);
        }

        assertThatThrownBy(() ->
                        Revisions.migrator(database.dataSource(), index("t")).upgrade())
                .isInstanceOf(MigrationException.class);

        assertThat(indexes()).containsExactly("CREATE UNIQUE INDEX ix_a ON public.t USING btree (a)");
    }

    @Test
    void an_index_that_an_interrupted_first_run_has_built_is_taken_for_done_whatever_the_name_of_its_table() {
        database.execute("create table \"x USING y\" (a int)");
        interrupt("x USING y");
        assertThat(indexes()).hasSize(1);

        assertThat(Revisions.migrator(database.dataSource(), index("x USING y"))
                        .upgrade()
                        .after())
                .containsExactly("r1");

        assertThat(indexes()).hasSize(1);
    }

    @Test
    void an_index_that_no_run_has_built_is_refused_before_the_first_run() {
        database.execute("create table t (a int)", "create index ix_a on t (a)");

        assertThatThrownBy(() ->
                        Revisions.migrator(database.dataSource(), index("t")).upgrade())
                .hasMessageContaining("there is already an index of table t with the name ix_a")
                .hasMessageContaining("Nothing was executed");
    }

    /** The first run builds the index, and its process is gone before that could be recorded. */
    private void interrupt(String table) {
        HaltingDataSource halting =
                HaltingDataSource.after(database.dataSource(), call -> call.contains("create index"));
        assertThatThrownBy(() -> Revisions.migrator(halting, index(table)).upgrade())
                .isInstanceOf(HaltingDataSource.Halted.class);
    }

    @Test
    void messages_name_the_table_of_the_author_and_a_remedy_that_helps() {
        database.execute("create table t (a int, b int)", "create index ix_a on t (b)", "create table u (a int)");
        RevisionDefinition guarded =
                Revisions.base("r1", op -> op.table("u").index("ix_a").ifNotExists(i -> i.on("a")));

        assertThatThrownBy(
                        () -> Revisions.migrator(database.dataSource(), guarded).upgrade())
                .hasMessageContaining("there is already an index of table t with the name ix_a")
                .hasMessageNotContaining("idempotent");

        database.execute("drop index ix_a");
        interrupt("t");
        database.execute("drop index ix_a", "create index ix_a on t (b)");
        assertThatThrownBy(() ->
                        Revisions.migrator(database.dataSource(), index("t")).upgrade())
                .hasMessageContaining(
                        "CREATE INDEX ix_a ON public.t USING btree (b) instead of an index USING btree (a) of"
                                + " table t. Nothing was changed by this step.");
    }

    @Test
    void a_guarded_index_is_not_satisfied_by_one_of_another_schema() {
        database.execute(
                "create schema app",
                "create table public.t (a int); create table app.t (a int); create index ix_a on public.t (a)");
        RevisionDefinition guarded =
                Revisions.base("r1", op -> op.table("t").index("ix_a").ifNotExists(i -> i.on("a")));

        inApp(guarded, Revisions.after("r1", "r2", op -> op.createTable("u", t -> t.column("a", integer()))))
                .upgrade();

        assertThat(indexes()).hasSize(2);
    }
}
