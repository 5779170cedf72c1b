package com.levymaster.migrate.command;

import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.reliability.HaltingDataSource;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a repair finds, and what it does about it. */
class RepairerTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private Migrator applied() {
        Migrator migrator = migrator(database.dataSource(), table("a1", "t"));
        migrator.upgrade();
        return migrator;
    }

    @Test
    void a_database_in_order_needs_no_repair() {
        Migrator migrator = applied();

        assertThat(migrator.previewRepair()).isEmpty();
        assertThat(migrator.repair()).isEmpty();
        assertThat(migrator.history()).hasSize(1);
    }

    @Test
    @Tag("row-32")
    void the_copy_that_a_killed_reindex_has_left_is_found_and_dropped() throws SQLException {
        Migrator migrator = applied();
        database.execute("create index ix_t on t (id)");
        killReindexOf("ix_t");

        assertThat(migrator.previewRepair())
                .extracting(RepairAction::kind, RepairAction::subject, RepairAction::resolver)
                .containsExactly(tuple(
                        RepairAction.RepairKind.INVALID_INDEX, "public.ix_t_ccnew", RepairAction.Resolver.REPAIR));

        migrator.repair();

        assertThat(indexes()).isEqualTo("ix_t valid");
        assertThat(migrator.previewRepair()).isEmpty();
        assertThat(migrator.history().get(0)).satisfies(event -> {
            assertThat(event.event().name()).isEqualTo("REPAIR");
            assertThat(event.message()).isEqualTo("index public.ix_t_ccnew");
        });
        assertThat(migrator.upgrade().after()).containsExactly("a1");
    }

    @Test
    void an_index_that_could_not_be_built_is_built_anew_when_nothing_forbids_it() {
        Migrator migrator = applied();
        database.execute("insert into t values (1), (1)");
        assertThatThrownBy(() -> database.execute("create unique index concurrently ux_t on t (id)"))
                .hasMessageContaining("could not create unique index");

        assertThatThrownBy(migrator::repair)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Index public.ux_t is still invalid")
                .hasMessageContaining("[23505]");

        database.execute("truncate t");
        migrator.repair();
        assertThat(indexes()).isEqualTo("ux_t valid");
    }

    @Test
    void an_index_that_somebody_is_building_now_is_left_alone() throws SQLException {
        Migrator migrator = applied();
        try (Connection writer = database.connection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into t values (1)");
            CompletableFuture<Void> build =
                    CompletableFuture.runAsync(() -> database.execute("create index concurrently ix_t on t (id)"));
            awaitWaiting("create index concurrently");

            assertThat(migrator.previewRepair()).isEmpty();

            writer.commit();
            build.join();
        }
        assertThat(indexes()).isEqualTo("ix_t valid");
    }

    @Test
    void a_step_of_which_only_a_person_can_tell_is_left_alone_until_the_person_does() {
        RevisionDefinition revision = base("a1", op -> op.autocommit(() -> op.execute("create table t (id int)")));
        assertThatThrownBy(() -> migrator(
                                HaltingDataSource.after(database.dataSource(), call -> call.contains("create table t")),
                                revision)
                        .upgrade())
                .isInstanceOf(HaltingDataSource.Halted.class);
        Migrator migrator = migrator(database.dataSource(), revision);

        assertThat(migrator.previewRepair())
                .containsExactly(new RepairAction(
                        RepairAction.RepairKind.INTERRUPTED_STEP,
                        "a1",
                        "Revision a1 was interrupted in step 1.1: execute create table t (id int). The steps before it are"
                                + " committed; whether this one was done is not recorded.",
                        "--done has the next upgrade resume after the step, --run-again has it run the step",
                        RepairAction.Resolver.PERSON));
        assertThatThrownBy(migrator::repair)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("step 1.1")
                .hasMessageContaining("db repair --done --yes");
        assertThat(migrator.previewRepair()).hasSize(1);

        migrator.repair(RepairAction.Resolution.DONE);
        assertThat(migrator.previewRepair()).isEmpty();
        assertThat(migrator.upgrade().after()).containsExactly("a1");
    }

    private void killReindexOf(String index) throws SQLException {
        try (Connection writer = database.connection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into t values (1)");
            CompletableFuture<Void> reindex =
                    CompletableFuture.runAsync(() -> database.execute("reindex index concurrently " + index));
            awaitWaiting("reindex");
            database.execute("select pg_terminate_backend(pid, 60000) from pg_stat_activity where query like 'reindex%'"
                    + " and datname = current_database()");
            assertThatThrownBy(reindex::join).isInstanceOf(CompletionException.class);
        }
    }

    private void awaitWaiting(String query) {
        String sql = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '" + query
                + "%' and datname = current_database()";
        while (database.jdbc().sql(sql).query(Integer.class).single() == 0) {
            Thread.onSpinWait();
        }
    }

    private String indexes() {
        return database.jdbc()
                .sql("select string_agg(indexrelid::regclass || case when indisvalid then ' valid' else ' invalid' end,"
                        + " ', ' order by 1) from pg_index where indrelid = 't'::regclass")
                .query(String.class)
                .single();
    }
}
