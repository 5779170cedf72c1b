package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.command.RunSession;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a backfill refuses, and what it says when a batch fails. */
class BackfillFailureTest extends BackfillTestCase {

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
    void a_changed_key_with_which_a_row_matches_still_is_noticed_before_it_comes_again() {
        assertThatThrownBy(() -> upgrade(op -> op.backfill("p")
                        .set("id", "id + 20")
                        .where("id < 50")
                        .batchSize(5)
                        .keptOnUndo()))
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("5 of the 5 rows that the batch has changed still match");
        assertThat(values("select max(id) from p")).containsExactly("12");
    }

    @Test
    void a_key_may_change_if_no_row_matches_with_its_new_one() {
        upgrade(op -> op.backfill("p")
                .set("id", "id + 100")
                .where("id < 50")
                .batchSize(5)
                .keptOnUndo());
        assertThat(values("select min(id) || ' ' || max(id) from p")).containsExactly("101 112");
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
    void a_savepoint_cannot_contain_it() {
        assertThatThrownBy(() -> upgrade(op -> op.savepoint("s", () -> INCREMENT.accept(op), () -> {})))
                .hasMessageContaining("cannot run inside of a transaction");
    }

    @Test
    void java_on_a_table_without_a_key_is_refused() {
        database.execute("create table k (n int)");

        assertThatThrownBy(() -> upgrade(op -> op.backfill("k")
                        .where("n is null")
                        .each("compute", (jdbc, batch) -> {})
                        .keptOnUndo()))
                .hasMessageContaining("Nothing was executed")
                .hasMessageContaining("table k has no primary key, by which to tell which rows are done")
                .hasMessageContaining("change the rows in SQL");
    }

    @Test
    void a_change_of_the_key_is_refused_if_changed_rows_may_come_again() {
        assertThatThrownBy(
                        () -> upgrade(op -> op.backfill("p").set("id", "id + 5").keptOnUndo()))
                .hasMessageContaining("it changes the primary key of table p, by which to tell which rows are done");

        upgrade(op -> op.backfill("p")
                .set("id", "id + 100")
                .where("id < 100")
                .batchSize(5)
                .keptOnUndo());
        assertThat(values("select min(id) || ' ' || max(id) from p")).containsExactly("101 112");
    }
}
