package com.levymaster.migrate.plan;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a database has and lacks is known when a plan is checked, also after steps that rename. */
class KnownRefusalsTest {

    private static final Consumer<Operations> BEFORE = op -> {};

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void create_objects_and_apply_a_first_revision() {
        database.execute("create table t (id integer generated always as identity, n integer unique);"
                + " create index ix on t (n); create sequence free");
        UndoneRevisions.on(database, BEFORE).upgrade();
    }

    @Test
    void a_preview_names_the_step_after_which_nothing_can_be_checked() {
        Consumer<Operations> raw = op -> op.execute("select 1");
        Consumer<Operations> typed = op -> op.alterTable("t", t -> t.setNotNull("n"));

        assertThat(migrator(raw, typed).previewUpgrade().unknownEffect())
                .hasValueSatisfying(unknown -> assertThat(unknown.step()).isOne());
        assertThat(migrator(typed, raw).previewUpgrade().unknownEffect()).isEmpty();
        assertThat(migrator(raw, raw).previewUpgrade().unknownEffect()).isEmpty();
    }

    @Test
    void the_sequence_of_an_identity_is_known_under_its_new_name() {
        Consumer<Operations> rename = op -> op.sequences().rename("t_id_seq").to("Z z");

        refuses(
                "the sequence belongs to identity column t.id",
                rename,
                op -> op.sequences().drop("Z z"));
        refuses(
                "the sequence belongs to identity column t.id",
                op -> {
                    op.renameTable("t").to("T t");
                    op.alterTable("T t", t -> t.renameColumn("id").to("key"));
                },
                op -> op.sequences().drop("t_id_seq"));
        Migrator released = migrator(
                rename,
                op -> {
                    op.alterTable(
                            "t",
                            t -> t.changeIdentity("id")
                                    .from(Identity.alwaysGenerated())
                                    .toNone());
                    op.sequences().create("Z z");
                },
                op -> op.sequences().drop("Z z"));
        assertThat(released.upgrade().revisions()).hasSize(3);
    }

    /** An undo gives the column a sequence of the name that the server chooses. */
    @Test
    void the_name_of_a_sequence_that_went_with_its_identity_is_missed_before_a_downgrade_begins() {
        Migrator migrator = migrator(
                op -> op.sequences().rename("t_id_seq").to("Z z"),
                op -> op.alterTable(
                        "t",
                        t -> t.changeIdentity("id")
                                .from(Identity.alwaysGenerated())
                                .toNone()));
        migrator.upgrade();

        assertThatThrownBy(() -> migrator.downgrade("a0"))
                .hasMessageContaining("rename sequence Z z to t_id_seq: there is no sequence Z z")
                .hasMessageContaining("Nothing was executed");
    }

    @Test
    void the_sequence_of_an_identity_moves_with_its_table_and_one_whose_name_is_taken_gets_another() {
        database.execute("create schema other; create sequence t_k_seq");

        accepts(
                op -> op.moveTable("t").toSchema("other"),
                op -> op.inSchema("other").sequences().rename("t_id_seq").to("moved"),
                op -> op.createTable(
                        "t", t -> t.column("k", integer()).notNull().identity()),
                op -> op.sequences().rename("t_k_seq1").to("renamed"),
                op -> op.alterTable("t", t -> t.addColumn("j", integer()).identity()),
                op -> op.sequences().rename("t_j_seq").to("known"));
    }

    @Test
    void comments_of_indexes_constraints_and_sequences_that_do_not_exist_are_refused() {
        assertThatThrownBy(UndoneRevisions.on(database, BEFORE, op -> {
                    op.alterTable("t", t -> {
                        t.changeIndexComment("nope").fromNone().to("none");
                        t.changeConstraintComment("ck").fromNone().to("none");
                    });
                    op.sequences().changeComment("gone").fromNone().to("none");
                })::upgrade)
                .hasMessageContaining("table t has no index nope")
                .hasMessageContaining("table t has no constraint ck")
                .hasMessageContaining("there is no sequence gone")
                .hasMessageContaining("Nothing was executed");
        accepts(op -> {
            op.alterTable("t", t -> {
                t.changeIndexComment("ix").fromNone().to("an index");
                t.changeIndexComment("t_n_key").fromNone().to("the index of a constraint");
                t.changeConstraintComment("t_n_key").fromNone().to("a constraint");
            });
            op.sequences().changeComment("t_id_seq").fromNone().to("of an identity");
        });
    }

    @Test
    void a_constraint_that_went_with_a_column_is_not_there_for_an_undo() {
        refuses(
                "table t has no constraint ck",
                op -> op.alterTable("t", t -> {
                    t.addCheck("ck").that("n > 0");
                    t.dropColumn("n").was(integer());
                }),
                op -> op.alterTable("t", t -> t.dropCheck("ck")));
    }

    @Test
    void columns_indexes_and_sequences_that_do_not_exist_are_refused_together() {
        Consumer<Operations> wrong = op -> {
            op.alterTable("t", t -> {
                t.changeColumnComment("zz").fromNone().to("none");
                t.setNotNull("m");
                t.renameIndex("nope").to("n2");
            });
            op.sequences().alter("gone", s -> {}, s -> s.incrementBy(3));
            op.sequences().changeOwner("gone").fromNone().to("t", "n");
        };

        assertThatThrownBy(UndoneRevisions.on(database, BEFORE, wrong)::upgrade)
                .hasMessageContaining("step 1 of 5: comment on column t.zz: table t has no column zz")
                .hasMessageContaining("table t has no column m")
                .hasMessageContaining("table t has no index nope")
                .hasMessageContaining("alter sequence gone: there is no sequence gone")
                .hasMessageContaining("step 5 of 5: set owner of sequence gone to t.n: there is no sequence gone")
                .hasMessageContaining("What to do: check the name, or make the step conditional")
                .hasMessageContaining("Nothing was executed");
    }

    @Test
    void what_the_plan_creates_or_renames_and_what_a_schema_does_not_hold_is_there() {
        database.execute("create table p (a integer) partition by list (a); create table q partition of p default;"
                + " create index ix_p on p (a)");

        accepts(op -> {
            op.alterTable("t", t -> {
                t.addColumn("m", text()).comment("new");
                t.renameColumn("n").to("number");
                t.changeColumnComment("number").fromNone().to("renamed");
                t.renameIndex("ix").to("ix_number");
                t.renameIndex("t_n_key").to("uq");
            });
            op.alterTable("q", t -> t.renameIndex("q_a_idx").to("ix_q"));
            op.sequences().alter("t_id_seq", s -> {}, s -> s.cache(3));
            op.sequences().alter("t_id_seq", s -> s.cache(3), s -> s.cache(4));
            op.alterTable("t", t -> t.addColumn("k", integer()).identity());
            op.sequences().alter("t_k_seq", s -> {}, s -> s.cache(3));
            op.sequences().rename("free").to("freed");
            op.sequences().alter("freed", s -> {}, s -> s.incrementBy(3));
        });
    }

    @Test
    void after_raw_sql_it_is_not_known_what_is_there() {
        accepts(op -> {
            op.execute("alter table t add column m integer; create role known_clerk")
                    .reversedBy("alter table t drop column m");
            op.alterTable("t", t -> t.setNotNull("m"));
            op.grant("select").onTable("t").role("known_clerk");
        });
        database.execute("drop owned by known_clerk; drop role known_clerk");
    }

    @Test
    void a_role_that_does_not_exist_is_refused() {
        refuses(
                "there is no role no_such",
                op -> op.grant("select").onTable("t").role("no_such"));
        refuses(
                "there is no role no_such",
                op -> op.revoke("select").onTable("t").role("no_such"));
        refuses(
                "there is no role no_such",
                op -> op.grantByDefault("select").onTables().role("no_such"));
        accepts(op -> {
            op.createTable("pg_monitor", t -> t.column("id", integer()));
            op.grant("select").onTable("t").role("pg_monitor");
            op.grant("select").onTable("t").role("PUBLIC");
        });
    }

    @Test
    void a_fact_that_two_rules_find_is_said_once_with_the_remedy_that_helps() {
        database.execute("create type mood as enum ('LOW', 'HIGH');"
                + " create domain nice as mood constraint ck_nice check (value <> 'LOW');"
                + " create table child () inherits (t); alter table t alter n set not null");

        assertThatThrownBy(UndoneRevisions.on(database, BEFORE, op -> {
                    op.types().removeEnumValue("mood", "LOW").wasBefore("HIGH");
                    op.alterTable("child", t -> t.dropNotNull("n"));
                })::upgrade)
                .hasMessageContaining("domains are based on the enum: nice")
                .hasMessageContaining("drop the domains, in earlier steps")
                .hasMessageContaining("apply the operation to t")
                .hasMessageNotContaining("ck_nice")
                .hasMessageNotContaining("cannot be removed from enum")
                .hasMessageNotContaining("cannot allow null");
    }

    @Test
    void a_default_schema_that_is_not_known_is_not_named() {
        assertThatThrownBy(() -> UndoneRevisions.on(database, op -> op.types().createEnum("date", "NOW"))
                        .scriptUpgrade("heads"))
                .hasMessageContaining("name the schema of the type: op.inSchema(…).types()");
    }

    @SafeVarargs
    private void refuses(String problem, Consumer<Operations>... steps) {
        assertThatThrownBy(migrator(steps)::upgrade)
                .hasMessageContaining(problem)
                .hasMessageContaining("Nothing was executed");
    }

    @SafeVarargs
    private void accepts(Consumer<Operations>... steps) {
        Migrator migrator = migrator(steps);
        assertThat(migrator.upgrade().revisions()).hasSize(steps.length);
        migrator.downgrade("a0");
    }

    @SafeVarargs
    private Migrator migrator(Consumer<Operations>... steps) {
        Consumer<Operations>[] all = java.util.Arrays.copyOf(steps, steps.length + 1);
        System.arraycopy(steps, 0, all, 1, steps.length);
        all[0] = BEFORE;
        return UndoneRevisions.on(database, all);
    }
}
