package com.levymaster.migrate.plan;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A script is written without the database, whose objects have names that it does not know. */
class ScriptNamesTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void a_sequence_that_has_the_name_of_a_new_identity_may_be_dropped() {
        database.execute("create sequence t_id_seq");
        Migrator migrator = UndoneRevisions.on(
                database,
                op -> op.createTable("t", t -> t.column("id", integer()).identity()),
                op -> op.sequences().drop("t_id_seq", s -> {}));

        assertThat(migrator.scriptUpgrade("heads")).contains("drop sequence t_id_seq;");
        migrator.upgrade();
    }

    @Test
    void temporary_objects_have_names_that_nobody_else_gives() {
        database.execute("create type m as enum ('A', 'B'); create type m_old as enum ('X');"
                + " create table t (a integer, a_converted integer, m m); insert into t values (1, 2, 'A');"
                + " create view v as select a from t; create view v_former as select 1 as one");
        Migrator migrator = UndoneRevisions.on(database, op -> {}, op -> {
            op.views()
                    .replace("v")
                    .from("select a from t")
                    .to("select m from t")
                    .changingColumns();
            op.alterTable(
                    "t",
                    t -> t.convertColumn("a")
                            .from(integer())
                            .to(text())
                            .using("'C' || a")
                            .reversedUsing("substr(a, 2)::integer"));
            op.views().drop("v").was("select m from t");
            op.types().removeEnumValue("m", "B");
        });
        migrator.upgrade("a0");

        database.execute(migrator.scriptUpgrade("a0:heads"));

        assertThat(database.jdbc()
                        .sql("select concat_ws(' ', a, a_converted, m, (select one from v_former),"
                                + " enum_range(null::m)) from t")
                        .query(String.class)
                        .single())
                .isEqualTo("C1 2 A 1 {A}");
    }
}
