package com.levymaster.migrate.plan;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a plan says about the database as it is: values that are lost, and what is not known. */
class PlannedLossesTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void the_values_of_a_dropped_attribute_are_lost_in_both_directions() {
        database.execute("create type size as (x integer, y text); create table parcel (size size, other integer);"
                + " insert into parcel values (row (1, 'a')), (null)");
        Migrator migrator = UndoneRevisions.on(
                database,
                op -> op.types().addAttribute("size", "z", integer()),
                op -> op.types().dropAttribute("size", "y").was(text()));

        assertThat(migrator.dataLosses(migrator.previewUpgrade()))
                .singleElement()
                .isInstanceOfSatisfying(DataLoss.class, loss -> {
                    assertThat(loss.operation()).isEqualTo("drop attribute size.y");
                    assertThat(loss.object()).isEqualTo("parcel.size");
                    assertThat(loss.rows()).isEqualTo(1);
                });
        migrator.upgrade();
        assertThat(migrator.dataLosses(migrator.previewDowngrade("base")))
                .extracting(DataLoss::operation)
                .containsExactly("drop attribute size.z");
    }

    @Test
    void a_change_of_type_names_the_extended_statistics_of_the_column() {
        database.execute("create table parcel (a integer, b integer, c integer);"
                + " create statistics st on a, b from parcel; alter statistics st set statistics 77");
        Migrator migrator = UndoneRevisions.on(
                database,
                op -> op.alterTable(
                        "parcel", t -> t.changeType("c").from(integer()).to(bigint())),
                op -> op.alterTable(
                        "parcel", t -> t.changeType("a").from(integer()).to(bigint())));

        assertThat(migrator.previewUpgrade().revisions().stream()
                        .flatMap(revision -> revision.hazards().stream())
                        .map(Hazard::problem)
                        .filter(problem -> problem.contains("tatistics")))
                .containsExactly("Extended statistics of parcel lose their statistics target, if they have one, and an"
                        + " undo does not restore it: statistics object st.");
    }

    @Test
    void which_steps_of_a_savepoint_run_is_not_known_before() {
        database.execute("create table parcel (id integer, b text)");
        Migrator migrator = UndoneRevisions.on(
                database,
                op -> op.savepoint(
                        "sp",
                        () -> op.alterTable("parcel", t -> {
                            t.addColumn("c", integer());
                            t.addColumn("b", integer());
                        }),
                        () -> op.alterTable("parcel", t -> t.addColumn("d", integer()))));

        PlanPreview preview = migrator.previewUpgrade();

        assertThat(preview.unknowns())
                .singleElement()
                .extracting(PlanPreview.Unknown::what)
                .isEqualTo("which of their steps run, because some may fail, and others run then");
        assertThat(preview.revisions().get(0).hazards())
                .extracting(Hazard::problem)
                .noneMatch(problem -> problem.contains("undo"));
        migrator.upgrade();
    }
}
