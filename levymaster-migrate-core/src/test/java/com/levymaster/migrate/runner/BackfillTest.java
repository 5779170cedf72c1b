package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.script;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillProgress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackfillTest extends BackfillTestCase {

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
    void it_may_stand_in_a_revision_without_a_transaction_and_in_a_block() {
        RevisionDefinition outside = script(RevisionHeader.of("a1"), false, INCREMENT);
        migrator(database.dataSource(), outside, after("a1", "b2", op -> op.autocommit(() -> INCREMENT.accept(op))))
                .upgrade();

        assertThat(values("select distinct n from p")).containsExactly("2");
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

    @Test
    void a_row_without_a_key_is_not_changed_twice_wherever_it_moves() {
        database.execute(
                "create table k (n int, filler text)",
                "insert into k select 0, repeat('x', 1000) from generate_series(1, 100)");

        assertThatThrownBy(() -> upgrade(op -> op.backfill("k")
                        .set("n", "n + 1")
                        .where("n >= 0")
                        .batchSize(10)
                        .keptOnUndo()))
                .hasMessageContaining("rows that the batch has changed still match the condition `n >= 0`")
                .hasMessageContaining("No batch is committed");

        assertThat(values("select distinct n from k")).containsExactly("0");
    }

    @Test
    void a_condition_that_reads_the_table_itself_is_judged_after_the_batch() {
        database.execute(
                "create table k (g int, n int)", "insert into k select i % 3, null from generate_series(1, 30) i");

        upgrade(op -> op.backfill("k")
                .set("n", "1")
                .where("exists (select from k o where o.g = k.g and o.n is null)")
                .batchSize(1000)
                .keptOnUndo());

        assertThat(values("select distinct n from k")).containsExactly("1");
    }
}
