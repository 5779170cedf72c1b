package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.script;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.command.RunSession;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillProgress;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillTest {

    private static final Consumer<Operations> INCREMENT =
            op -> op.backfill("p").set("n", "n + 1").batchSize(5).keptOnUndo();

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        database.execute(
                "create table p (id bigint primary key, n int not null default 0, v int)",
                "insert into p (id) select generate_series(1, 12)");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void each_row_is_changed_once_batch_by_batch() {
        Progress progress = new Progress();

        upgrade(progress, INCREMENT);

        assertThat(values("select distinct n from p")).containsExactly("1");
        assertThat(progress.all).extracting(BackfillProgress::rows).containsExactly(5L, 10L, 12L);
        assertThat(values("select batches || ' ' || rows || ' ' || position[1] from levymaster_backfill"
                        + " where finished_at is not null"))
                .containsExactly("3 12 12");
    }

    @Test
    void each_batch_is_a_transaction_of_its_own() {
        upgrade(new Progress(), INCREMENT);

        assertThat(values("select count(distinct xmin::text) from p")).containsExactly("3");
    }

    @Test
    void only_rows_that_match_the_condition_are_changed() {
        database.execute("update p set v = 7 where id in (3, 9)");

        upgrade(op -> op.backfill("p")
                .set("v", "n + 1")
                .where("v is null")
                .batchSize(5)
                .keptOnUndo());

        assertThat(values("select v || ' ' || count(*) from p group by v order by v"))
                .containsExactly("1 10", "7 2");
    }

    @Test
    void composite_keys_text_and_quoted_names_are_followed() {
        database.execute(
                "create table \"Odd Table\" (\"Year\" int, code text collate \"C\", \"N\" int default 0, primary key (code, \"Year\"))",
                "insert into \"Odd Table\" select y, c from generate_series(1, 7) y, unnest(array['a''b', 'A', '\\', 'ä']) c");

        upgrade(op -> op.backfill("Odd Table")
                .set("N", "\"Odd Table\".\"N\" + 1")
                .batchSize(3)
                .keptOnUndo());

        assertThat(values("select distinct \"N\" from \"Odd Table\"")).containsExactly("1");
    }

    @Test
    void uuid_keys_and_partitioned_tables_are_followed() {
        database.execute(
                "create table u (id uuid, n int default 0, primary key (id)) partition by hash (id)",
                "create table u0 partition of u for values with (modulus 2, remainder 0)",
                "create table u1 partition of u for values with (modulus 2, remainder 1)",
                "insert into u select gen_random_uuid() from generate_series(1, 20)");

        upgrade(op -> op.backfill("u").set("n", "n + 1").batchSize(3).keptOnUndo());

        assertThat(values("select distinct n from u")).containsExactly("1");
    }

    @Test
    void a_table_without_a_key_is_followed_by_its_pages() {
        database.execute(
                "create table k (n int, filler text)",
                "insert into k select null, repeat('x', 1000) from generate_series(1, 100)");
        Progress progress = new Progress();

        upgrade(
                progress,
                op -> op.backfill("k")
                        .set("n", "1")
                        .where("n is null")
                        .batchSize(10)
                        .keptOnUndo());

        assertThat(values("select distinct n from k")).containsExactly("1");
        assertThat(progress.all).hasSizeGreaterThan(2);
    }

    @Test
    void a_table_without_a_key_is_refused_if_nothing_tells_which_rows_are_done() {
        database.execute("create table k (n int)");

        assertThatThrownBy(
                        () -> upgrade(op -> op.backfill("k").set("n", "n + 1").keptOnUndo()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Nothing was executed")
                .hasMessageContaining("table k has no primary key, by which to tell which rows are done");
    }

    @Test
    void a_table_of_which_row_level_security_hides_rows_is_refused() {
        String role = database.role().user();
        database.execute(
                "create table k (id int primary key, n int)",
                "insert into k values (1, null)",
                "alter table k enable row level security",
                "alter table k force row level security",
                "grant create, usage on schema public to " + role,
                "alter table k owner to " + role);
        MigratorSettings asOwner = IMPATIENT.withSession(RunSession.DEFAULT.withRole(role));

        assertThatThrownBy(() -> migrator(
                                database.dataSource(),
                                base(
                                        "a1",
                                        op -> op.backfill("k")
                                                .set("n", "1")
                                                .where("n is null")
                                                .keptOnUndo()))
                        .withSettings(asOwner)
                        .upgrade())
                .hasMessageContaining("Row level security hides rows of k from this role");
        assertThat(values("select n is null from k")).containsExactly("t");
    }

    @Test
    void what_raw_sql_creates_is_checked_before_the_first_batch() {
        assertThatThrownBy(() -> upgrade(op -> {
                    op.execute("create table k (n int)");
                    op.backfill("k").set("n", "n + 1").keptOnUndo();
                }))
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("Table k has no primary key, by which to tell which rows are done");
    }

    @Test
    void an_unknown_column_is_refused_before_anything_is_executed() {
        assertThatThrownBy(() -> upgrade(op -> {
                    op.createTable("made_before", t -> t.column("id", com.levymaster.migrate.Types.bigint()));
                    op.backfill("p").set("nn", "n + 1").keptOnUndo();
                }))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("table p has no such column: nn");

        assertThat(values("select to_regclass('made_before')")).containsExactly((String) null);
    }

    @Test
    void a_condition_that_stays_true_is_noticed_in_the_first_batch() {
        assertThatThrownBy(() -> upgrade(op -> op.backfill("p")
                        .set("v", "nullif(n, 0)")
                        .where("v is null")
                        .batchSize(5)
                        .keptOnUndo()))
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining(
                        "5 of the 5 rows that the batch has changed still match the condition `v is null`")
                .hasMessageContaining("In batch 1, rows of p with id <= '5'::bigint. No batch is committed");
    }

    @Test
    void rows_may_match_afterwards_if_the_revision_says_so() {
        upgrade(op -> op.backfill("p")
                .set("n", "n + 1")
                .where("n >= 0")
                .mayStayTrue()
                .batchSize(5)
                .keptOnUndo());

        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    @Test
    void rows_that_come_to_match_meanwhile_are_changed_in_another_pass() {
        AtomicInteger batches = new AtomicInteger();
        MigratorSettings settings = gate(() -> {
            if (batches.incrementAndGet() == 3) {
                database.execute("insert into p (id) values (0)");
            }
            return Optional.empty();
        });

        migrator(database.dataSource(), settings, fill()).upgrade();

        assertThat(values("select count(*) from p where v is null")).containsExactly("0");
        assertThat(values("select pass from levymaster_backfill")).containsExactly("2");
    }

    @Test
    void rows_that_cannot_be_changed_end_the_run() {
        database.execute(
                "create function keep() returns trigger language plpgsql as 'begin return null; end'",
                "create trigger keep before update on p for each row when (old.id = 3) execute function keep()");

        assertThatThrownBy(migrator(database.dataSource(), fill())::upgrade)
                .hasMessageContaining(
                        "After a pass that changed none of them over the table, rows match the condition");

        database.execute("drop trigger keep on p");
        migrator(database.dataSource(), fill()).upgrade();
        assertThat(values("select count(*) from p where v is null")).containsExactly("0");
    }

    @Test
    void a_batch_that_fails_names_its_rows_and_the_next_run_continues_there() {
        database.execute("update p set n = 2147483647 where id = 8");
        Migrator migrator = migrator(database.dataSource(), base("a1", INCREMENT));

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[22003]")
                .hasMessageContaining(
                        "In batch 2, rows of p with id > '5'::bigint and id <= '10'::bigint. 1 batch with 5"
                                + " changed rows are committed; the next run continues with the next batch.")
                .hasMessageContaining("the next run resumes there");

        assertThat(migrator.status().problems())
                .singleElement()
                .asString()
                .contains("is partly committed. Its backfill p n, in batches of 5: 5 rows, ");
        database.execute("update p set n = 0 where id = 8");
        migrator.upgrade();
        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    @Test
    void keys_that_are_text_are_not_shown_unless_values_are() {
        database.execute(
                "create table t (code text primary key, n int)", "insert into t values ('secret', 2147483647)");

        assertThatThrownBy(
                        () -> upgrade(op -> op.backfill("t").set("n", "n + 1").keptOnUndo()))
                .hasMessageContaining("In batch 1, rows of t with code <= '***'::text")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_column_that_was_dropped_meanwhile_is_explained() {
        MigratorSettings settings = gate(new BackfillGate() {
            private int asked;

            @Override
            public Optional<String> reasonToWait() {
                if (++asked == 2) {
                    database.execute("alter table p drop column v");
                }
                return Optional.empty();
            }
        });

        assertThatThrownBy(
                        () -> migrator(database.dataSource(), settings, fill()).upgrade())
                .hasMessageContaining("column \"v\"")
                .hasMessageContaining("1 batch with 5 changed rows are committed");
    }

    @Test
    void an_edited_backfill_does_not_continue() {
        database.execute("update p set n = 2147483647 where id = 8");
        assertThatThrownBy(migrator(database.dataSource(), base("a1", INCREMENT))::upgrade)
                .isInstanceOf(RevisionFailedException.class);
        RevisionDefinition edited =
                base("a1", op -> op.backfill("p").set("n", "n - 1").keptOnUndo());
        RevisionDefinition tuned =
                base("a1", op -> op.backfill("p").set("n", "n + 1").batchSize(3).keptOnUndo());

        assertThatThrownBy(migrator(database.dataSource(), edited)::upgrade)
                .hasMessageContaining("The backfill was edited since it was interrupted: 5 rows are changed");

        database.execute("update p set n = 0 where id = 8");
        migrator(database.dataSource(), tuned).upgrade();
        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    @Test
    void rows_that_another_session_has_locked_are_released_and_tried_again() throws SQLException {
        RetrySettings retry = RetrySettings.DEFAULT
                .withLockTimeout(Duration.ofMillis(50), Duration.ofMillis(50))
                .withBackoff(Duration.ofMillis(10), Duration.ofMillis(10));
        try (Connection other = database.connection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("update p set v = 1 where id = 7");
            AtomicInteger asked = new AtomicInteger();
            Thread release = new Thread(() -> {
                try {
                    awaitBlocked();
                    other.rollback();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            release.start();
            migrator(
                            database.dataSource(),
                            gate(() -> {
                                        asked.incrementAndGet();
                                        return Optional.empty();
                                    })
                                    .withRetry(retry),
                            base("a1", INCREMENT))
                    .upgrade();
            assertThat(asked).hasValue(4);
        }
        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    private void awaitBlocked() {
        while (values("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_gate_holds_batches_back_and_the_wait_ends() {
        AtomicInteger asked = new AtomicInteger();
        MigratorSettings settings = IMPATIENT.withBackfill(new BackfillSettings(
                Duration.ZERO,
                null,
                Duration.ofMillis(1),
                List.of(() -> asked.incrementAndGet() < 2 ? Optional.empty() : Optional.of("the offices are open"))));

        assertThatThrownBy(() -> migrator(database.dataSource(), settings, base("a1", INCREMENT))
                        .upgrade())
                .hasMessageContaining("The backfill has waited")
                .hasMessageContaining("before its next batch: the offices are open.")
                .hasMessageContaining("1 batch with 5 changed rows are committed");

        migrator(database.dataSource(), base("a1", INCREMENT)).upgrade();
        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    @Test
    void an_idle_server_without_replicas_has_no_lag() {
        MigratorSettings settings = IMPATIENT.withBackfill(
                new BackfillSettings(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMillis(1), List.of()));

        migrator(database.dataSource(), settings, base("a1", INCREMENT)).upgrade();

        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    @Test
    void java_changes_the_rows_of_each_batch() {
        upgrade(op -> op.backfill("p")
                .where("v is null")
                .batchSize(5)
                .each(
                        "compute",
                        (jdbc, batch) -> jdbc.sql("update p set v = id * 2 where " + batch.condition())
                                .update())
                .keptOnUndo());

        assertThat(values("select count(*) from p where v = id * 2")).containsExactly("12");
    }

    @Test
    void java_that_leaves_rows_unchanged_is_noticed() {
        assertThatThrownBy(() -> upgrade(op -> op.backfill("p")
                        .where("v is null")
                        .batchSize(5)
                        .each(
                                "compute",
                                (jdbc, batch) -> jdbc.sql("update p set v = 1 where id < 4 and " + batch.condition())
                                        .update())
                        .keptOnUndo()))
                .hasMessageContaining("2 of the 3 rows that the batch has changed still match");

        assertThat(values("select count(*) from p where v is null")).containsExactly("12");
    }

    @Test
    void a_downgrade_runs_the_reverse_in_batches() {
        Migrator migrator = migrator(
                database.dataSource(),
                table("a1", "t"),
                after(
                        "a1",
                        "b2",
                        op -> op.backfill("p").set("n", "n + 1").batchSize(5).reversedBy(b -> b.set("n", "n - 1"))));
        migrator.upgrade();

        migrator.downgrade("a1");

        assertThat(values("select distinct n from p")).containsExactly("0");
        assertThat(values("select step || ' ' || batches from levymaster_backfill order by 1"))
                .containsExactly("downgrade 1.1 3", "upgrade 1.1 3");
    }

    @Test
    void a_downgrade_of_an_interrupted_backfill_reverts_what_it_has_changed() {
        database.execute("update p set n = 2147483647 where id = 8");
        Migrator migrator = migrator(
                database.dataSource(),
                table("a1", "t"),
                after(
                        "a1",
                        "b2",
                        op -> op.backfill("p")
                                .set("n", "n + 1")
                                .set("v", "1")
                                .where("v is null")
                                .batchSize(5)
                                .reversedBy(b ->
                                        b.set("n", "n - 1").set("v", "null").where("v is not null"))));
        assertThatThrownBy(migrator::upgrade).isInstanceOf(RevisionFailedException.class);

        migrator.downgrade("a1");

        assertThat(values("select distinct n from p where id <> 8")).containsExactly("0");
        assertThat(migrator.status().unfinished()).isEmpty();
    }

    @Test
    void without_a_reverse_a_downgrade_is_refused() {
        Migrator migrator = migrator(
                database.dataSource(),
                table("a1", "t"),
                after("a1", "b2", op -> op.backfill("p").set("n", "n + 1")));
        migrator.upgrade();

        assertThatThrownBy(() -> migrator.downgrade("a1"))
                .hasMessageContaining("backfill(…).reversedBy(…) or .keptOnUndo()");
    }

    @Test
    void it_may_stand_in_a_revision_without_a_transaction_and_in_a_block() {
        RevisionDefinition outside = script(RevisionHeader.of("a1"), false, INCREMENT);
        migrator(database.dataSource(), outside, after("a1", "b2", op -> op.autocommit(() -> INCREMENT.accept(op))))
                .upgrade();

        assertThat(values("select distinct n from p")).containsExactly("2");
    }

    @Test
    void a_savepoint_cannot_contain_it() {
        assertThatThrownBy(() -> upgrade(op -> op.savepoint("s", () -> INCREMENT.accept(op), () -> {})))
                .hasMessageContaining("cannot run inside of a transaction");
    }

    @Test
    void steps_around_it_are_committed_before_and_after() {
        upgrade(op -> {
            op.alterTable("p", t -> t.addColumn("w", com.levymaster.migrate.Types.integer()));
            op.backfill("p").set("w", "1").where("w is null").batchSize(5).keptOnUndo();
            op.alterTable("p", t -> t.setNotNull("w"));
        });

        assertThat(values("select distinct w from p")).containsExactly("1");
    }

    private RevisionDefinition fill() {
        return base(
                "a1",
                op -> op.backfill("p")
                        .set("v", "1")
                        .where("v is null")
                        .batchSize(5)
                        .keptOnUndo());
    }

    private static MigratorSettings gate(BackfillGate gate) {
        return IMPATIENT.withBackfill(new BackfillSettings(Duration.ZERO, null, Duration.ofMillis(1), List.of(gate)));
    }

    private void upgrade(Consumer<Operations> body) {
        migrator(database.dataSource(), base("a1", body)).upgrade();
    }

    private void upgrade(RunListener listener, Consumer<Operations> body) {
        Migrator.builder(database.dataSource())
                .scripts(List.of(base("a1", body)))
                .settings(IMPATIENT)
                .listener(listener)
                .build()
                .upgrade();
    }

    private List<String> values(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }

    private static final class Progress implements RunListener {

        private final List<BackfillProgress> all = new ArrayList<>();

        @Override
        public void afterBatch(RevisionHeader revision, int step, BackfillProgress progress) {
            all.add(progress);
        }
    }
}
