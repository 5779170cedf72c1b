package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.script;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Types;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.RepairAction;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.reliability.HaltingDataSource;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Steps outside of a transaction, interrupted and gone on with. Named after the rows of the fault matrix. */
class NonTransactionalStepsTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private static final Consumer<Operations> INDEX = op -> {
        op.execute("create table made_before (id int)");
        op.autocommit(
                () -> op.alterTable("t", t -> t.addIndex("ix_t_id").on("id").concurrently()));
        op.execute("create table made_after (id int)");
    };

    @Test
    @Tag("row-30")
    void an_invalid_index_that_no_run_of_the_revision_has_left_is_not_touched() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        leaveInvalidIndex();

        assertThatThrownBy(() -> migrator(database.dataSource(), table("a1", "t"), after("a1", "b2", INDEX))
                        .upgrade())
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("ix_t_id");

        assertThat(count("select count(*) from pg_index where indexrelid = 'ix_t_id'::regclass and not indisvalid"))
                .isOne();
    }

    @Test
    @Tag("row-30")
    void a_valid_index_of_the_same_definition_is_taken_for_done() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        database.execute("create index ix_t_id on t (id)");

        migrator(database.dataSource(), table("a1", "t"), after("a1", "b2", INDEX))
                .upgrade();

        assertThat(count("select count(*) from pg_indexes where tablename = 't'"))
                .isOne();
    }

    @Test
    @Tag("row-30")
    void a_valid_index_of_another_definition_stops_the_run() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        database.execute("create index ix_t_id on t (id desc)");

        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"), after("a1", "b2", INDEX))::upgrade)
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("creates index ix_t_id, but that name belongs to something else");
    }

    @Test
    @Tag("row-31")
    void a_unique_index_over_duplicates_leaves_no_invalid_index_and_the_run_goes_on_there() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        database.execute("insert into t values (7), (7)");
        RevisionDefinition unique = after("a1", "b2", op -> {
            op.execute("create table made_before (id int)");
            op.autocommit(() -> op.alterTable(
                    "t", t -> t.addIndex("ux_t_id").on("id").unique().concurrently()));
            op.execute("create table made_after (id int)");
        });
        Migrator migrator = migrator(database.dataSource(), table("a1", "t"), unique);

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[23505]")
                .hasMessageContaining("Not rolled back: the steps before step 2.1, which are committed; the next run"
                        + " resumes there.");
        assertThat(count("select count(*) from pg_index where not indisvalid")).isZero();

        database.execute("delete from t");
        assertThat(migrator.upgrade().after()).containsExactly("b2");
        assertThat(count("select count(*) from pg_tables where tablename like 'made%'"))
                .isEqualTo(2);
    }

    @Test
    void a_failure_behind_a_step_outside_goes_on_behind_it() {
        boolean[] fails = {true};
        RevisionDefinition revision = base("a1", op -> {
            op.execute("create table made_before (id int)");
            op.autocommit(() -> {
                op.execute("create table outside (id int)");
                op.execute("create table outside_too (id int)");
            });
            op.data("fail once", jdbc -> {
                if (fails[0]) {
                    throw new IllegalStateException("once");
                }
            });
        });
        Migrator migrator = migrator(database.dataSource(), revision);

        assertThatThrownBy(migrator::upgrade).hasMessageContaining("the steps before step 3");
        fails[0] = false;

        assertThat(migrator.upgrade().after()).containsExactly("a1");
    }

    @Test
    void a_revision_without_a_transaction_goes_on_at_the_step_that_failed() {
        boolean[] fails = {true};
        RevisionDefinition revision = script(RevisionHeader.of("a1"), false, op -> {
            op.execute("create table one (id int)");
            op.execute(fails[0] ? "create table two (id nonsense)" : "create table two (id int)");
        });
        Migrator migrator = migrator(database.dataSource(), revision);

        assertThatThrownBy(migrator::upgrade).hasMessageContaining("the steps before step 2");
        fails[0] = false;

        assertThat(migrator.upgrade().after()).containsExactly("a1");
    }

    @Test
    void an_interrupted_step_that_only_a_person_can_judge_is_settled_by_a_repair() {
        RevisionDefinition revision = base("a1", op -> {
            op.execute("create table t (id int)");
            op.autocommit(() -> op.execute("insert into t values (1)"));
        });
        Migrator migrator = migrator(database.dataSource(), revision);
        interruptAfter("insert into t values", revision);

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("was interrupted in step 2.1")
                .hasMessageContaining("db repair");
        assertThat(migrator.previewRepair())
                .extracting(RepairAction::kind, RepairAction::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(RepairAction.RepairKind.INTERRUPTED_STEP, "a1"));

        migrator.repair(RepairAction.Resolution.DONE);
        assertThat(migrator.upgrade().after()).containsExactly("a1");
        assertThat(count("select count(*) from t")).isOne();
    }

    @Test
    void a_step_of_several_statements_that_fails_behind_the_first_does_not_run_again_by_itself() {
        RevisionDefinition revision = base("a1", op -> {
            op.execute("create table t (id int)");
            op.autocommit(() -> op.execute("insert into t values (1); insert into later values (1)"));
        });
        Migrator migrator = migrator(database.dataSource(), revision);

        assertThatThrownBy(migrator::upgrade)
                .hasMessageContaining(
                        "and what step 2.1 has committed itself. Decide with `db repair` whether it is done.")
                .hasMessageContaining("decide with `db repair` whether it was done, then run the upgrade again.");
        database.execute("create table later (id int)");
        assertThatThrownBy(migrator::upgrade).isInstanceOf(InterruptedRevisionException.class);

        migrator.repair(RepairAction.Resolution.DONE);
        assertThat(migrator.upgrade().after()).containsExactly("a1");
        assertThat(count("select count(*) from t")).isOne();
    }

    @Test
    void a_session_that_is_ended_in_a_step_that_only_a_person_can_judge_is_no_reason_to_promise_its_resumption() {
        RevisionDefinition revision = base(
                "a1",
                op -> op.autocommit(() -> op.execute("select pg_terminate_backend(pg_backend_pid()), pg_sleep(10)")));

        assertThatThrownBy(migrator(database.dataSource(), revision)::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("decide with `db repair` whether it was done")
                .hasMessageNotContaining("resumes");
    }

    @Test
    void an_interrupted_step_runs_again_where_a_person_says_so() {
        RevisionDefinition revision = base("a1", op -> {
            op.execute("create table t (id int)");
            op.autocommit(() -> op.execute("insert into t values (1)"));
        });
        Migrator migrator = migrator(database.dataSource(), revision);
        interruptAfter("insert into t values", revision);

        migrator.repair(RepairAction.Resolution.RUN_AGAIN);

        assertThat(migrator.upgrade().after()).containsExactly("a1");
        assertThat(count("select count(*) from t")).isEqualTo(2);
        assertThat(migrator.history()).extracting(HistoryEntry::event).contains(HistoryEvent.REPAIR);
    }

    @Test
    void an_interrupted_revision_that_was_edited_since_is_refused_by_all_commands_until_it_is_restored_or_stamped() {
        RevisionDefinition revision = base("a1", op -> {
            op.execute("create table t (id int)");
            op.autocommit(() -> op.execute("insert into t values (1)"));
        });
        interruptAfter("insert into t values", revision);
        RevisionDefinition edited = base("a1", op -> {
            op.execute("create table t (id bigint)");
            op.autocommit(() -> op.execute("insert into t values (1)"));
        });

        Migrator migrator = migrator(database.dataSource(), table("z0", "z"), edited);

        for (ThrowingCallable command : List.<ThrowingCallable>of(
                () -> migrator.upgrade("heads"),
                () -> migrator.previewUpgrade("heads"),
                migrator::repair,
                () -> migrator.repair(RepairAction.Resolution.DONE))) {
            assertThatThrownBy(command)
                    .isInstanceOf(InterruptedRevisionException.class)
                    .hasMessageContaining("has been edited since")
                    .hasMessageContaining("`db stamp a1` if it contains all of the revision");
        }
        assertThatThrownBy(() -> migrator.downgrade("base")).hasMessageContaining("has been edited since");
        assertThatThrownBy(() -> migrator.previewDowngrade("base")).hasMessageContaining("has been edited since");
        assertThat(migrator.previewRepair())
                .extracting(RepairAction::resolver)
                .containsExactly(RepairAction.Resolver.AUTHOR);
        assertThat(count("select count(*) from pg_tables where tablename = 'z'"))
                .isZero();

        migrator.stamp("a1");
        assertThat(migrator.previewRepair()).isEmpty();
        assertThat(migrator.upgrade("heads").after()).containsExactlyInAnyOrder("a1", "z0");
    }

    @Test
    void nothing_is_applied_beside_a_partly_committed_revision_that_is_not_known_until_it_is_forgotten() {
        RevisionDefinition first = table("a1", "t");
        interruptAfter("create index concurrently", first, after("a1", "b2", INDEX));
        Migrator other = migrator(database.dataSource(), first, after("a1", "c3", op -> op.execute("select 1")));

        assertThat(migrator(database.dataSource(), first).upgrade().after()).containsExactly("a1");
        assertThatThrownBy(other::upgrade)
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("upgrade of b2, interrupted at step 2.1, is partly committed");
        assertThatThrownBy(other::previewUpgrade).isInstanceOf(InterruptedRevisionException.class);

        other.stampPurging("a1");
        assertThat(other.upgrade().after()).containsExactly("c3");
    }

    @Test
    void a_preview_of_a_revision_that_resumes_neither_checks_nor_applies_what_is_committed() {
        RevisionDefinition revision = after(
                "a1",
                "b2",
                op -> {
                    op.autocommit(() -> op.alterTable("t", t -> t.addColumn("area", Types.bigint())));
                    op.autocommit(() -> {
                        op.alterTable("t", t -> t.addColumn("note", Types.text()));
                        op.alterTable("t", t -> t.addIndex("ix_t_id").on("id"));
                    });
                    op.alterTable("t", t -> t.renameColumn("area").to("size"));
                },
                op -> op.alterTable("t", t -> t.dropColumn("size")));
        interruptAfter("create index", table("a1", "t"), revision);

        List<PreparedRevision.Step> steps = migrator(database.dataSource(), table("a1", "t"), revision)
                .previewUpgrade()
                .revisions()
                .get(0)
                .steps();

        assertThat(steps).extracting(PreparedRevision.Step::isCommitted).containsExactly(true, false, false);
        assertThat(steps.get(0).hazards()).isEmpty();
        assertThat(steps.get(1).statements())
                .singleElement()
                .satisfies(s -> assertThat(s.sql()).startsWith("create index"));
        assertThat(steps.get(1).hazards())
                .extracting(Hazard::rule)
                .containsExactly(Rule.INDEX_BLOCKS_WRITES, Rule.INCOMPLETE_UNDO);
        assertThat(steps.get(2).statements())
                .singleElement()
                .satisfies(s -> assertThat(s.sql()).contains("rename column"));
    }

    @Test
    void an_interrupted_revision_without_the_step_it_had_come_to_is_refused() {
        RevisionDefinition revision = base("a1", op -> {
            op.execute("create table t (id int)");
            op.autocommit(() -> op.execute("insert into t values (1)"));
        });
        interruptAfter("insert into t values", revision);
        Migrator shortened = migrator(database.dataSource(), base("a1", op -> op.execute("create table t (id int)")));

        assertThatThrownBy(shortened::upgrade).hasMessageContaining("has been edited since");
        assertThat(shortened.previewRepair())
                .extracting(RepairAction::resolver)
                .containsExactly(RepairAction.Resolver.AUTHOR);
        assertThatThrownBy(migrator(database.dataSource(), revision)::previewUpgrade)
                .hasMessageContaining("was interrupted in step 2.1")
                .hasMessageContaining("db repair");
    }

    @Test
    void a_downgrade_that_was_edited_after_its_interruption_is_refused_alike() {
        RevisionDefinition revision = after(
                "a0",
                "a1",
                op -> op.execute("create table t (id int)"),
                op -> op.autocommit(() -> {
                    op.execute("create table u (id int)");
                    op.execute("insert into t values (1)");
                }));
        RevisionDefinition first = table("a0", "first");
        migrator(database.dataSource(), first, revision).upgrade();
        HaltingDataSource halting =
                HaltingDataSource.after(database.dataSource(), call -> call.contains("insert into t"));
        assertThatThrownBy(() -> migrator(halting, first, revision).downgrade("a0"))
                .isInstanceOf(HaltingDataSource.Halted.class);
        Migrator edited = migrator(
                database.dataSource(),
                first,
                after(
                        "a0",
                        "a1",
                        op -> {},
                        op -> op.autocommit(() -> {
                            op.execute("create table other (id int)");
                            op.execute("insert into t values (1)");
                        })));

        assertThatThrownBy(() -> edited.downgrade("a0")).hasMessageContaining("has been edited since");
        assertThatThrownBy(() -> edited.previewDowngrade("a0")).hasMessageContaining("has been edited since");
        assertThat(edited.previewRepair())
                .extracting(RepairAction::resolver)
                .containsExactly(RepairAction.Resolver.AUTHOR);

        edited.stamp("a0");
        assertThat(edited.previewRepair()).isEmpty();
        assertThat(edited.status().unfinished()).isEmpty();
    }

    /** The connection behind the lock is replaced between the entry that the step has started and the step. */
    @Test
    void a_step_does_not_run_once_the_lock_is_lost() {
        RevisionDefinition revision = base("a1", op -> {
            op.createTable("t", t -> t.column("id", Types.bigint()));
            op.autocommit(
                    () -> op.alterTable("t", t -> t.addIndex("ix_t_id").on("id").concurrently()));
        });
        database.execute(
                "create function lose() returns trigger language plpgsql as 'begin perform pg_advisory_unlock_all();"
                        + " return new; end'");
        Migrator migrator = migrator(database.dataSource(), table("z0", "z"), revision);
        migrator.upgrade("z0");
        database.execute(
                "create trigger lose after insert on levymaster_history for each row when (new.event = 'started')"
                        + " execute function lose()");

        assertThatThrownBy(() -> migrator.upgrade("heads"))
                .hasMessageContaining("lock is no longer ours")
                .hasMessageContaining("other processes may have continued or reverted them since")
                .hasMessageNotContaining("the next run resumes there");

        assertThat(count("select count(*) from pg_indexes where indexname = 'ix_t_id'"))
                .isZero();
    }

    @Test
    @Tag("row-08")
    void a_session_that_is_ended_while_it_builds_an_index_leaves_one_that_the_next_run_mends() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        RevisionDefinition revision = after("a1", "b2", INDEX);
        Migrator migrator = migrator(database.dataSource(), table("a1", "t"), revision);
        Thread killer = new Thread(() -> endSessionThatRuns("create index concurrently%"));
        try (Connection blocking = database.connection()) {
            blocking.setAutoCommit(false);
            try (Statement statement = blocking.createStatement()) {
                statement.execute("insert into t values (1)");
            }
            killer.start();
            assertThatThrownBy(migrator::upgrade).isInstanceOf(RevisionFailedException.class);
            killer.join();
            blocking.rollback();
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }

        assertThat(migrator.upgrade().after()).containsExactly("b2");
        assertThat(count("select count(*) from pg_index where not indisvalid")).isZero();
    }

    /** The step is done, and the process is gone before that could be recorded. */
    private void interruptAfter(String statement, RevisionDefinition... scripts) {
        HaltingDataSource halting = HaltingDataSource.after(database.dataSource(), call -> call.contains(statement));

        assertThatThrownBy(migrator(halting, scripts)::upgrade).isInstanceOf(HaltingDataSource.Halted.class);
    }

    private void leaveInvalidIndex() {
        database.execute("insert into t values (7), (7)");
        assertThatThrownBy(() -> database.execute("create unique index concurrently ix_t_id on t (id)"))
                .isNotNull();
        assertThat(count("select count(*) from pg_index where not indisvalid")).isOne();
    }

    private void endSessionThatRuns(String like) {
        while (count("select count(pg_terminate_backend(pid)) from pg_stat_activity where query ilike '" + like
                        + "' and state = 'active' and wait_event_type = 'Lock' and pid <> pg_backend_pid()")
                == 0) {
            Thread.onSpinWait();
        }
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
