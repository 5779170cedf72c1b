package com.levymaster.migrate.cli.command;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.cli.Counties;
import com.levymaster.migrate.cli.Shell;
import com.levymaster.migrate.cli.Transcript;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code db repair}, by what a person sees. */
class RepairCommandTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Revision(id = "5d60b7e8f1a4", downRevision = "1a2b3c4d5e6f", message = "bill the districts")
    static final class Billing implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.autocommit(() -> op.execute("call bill_districts()"));
        }

        @Override
        public void downgrade(Operations op) {
            op.irreversible("Bills are sent once");
        }
    }

    @Revision(id = "8b3f0c6d92e7", downRevision = "1a2b3c4d5e6f", message = "index the districts")
    static final class Indexing implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.autocommit(() -> op.alterTable(
                    "tax_district",
                    t -> t.addIndex("ix_tax_district_code").on("code").concurrently()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "9c4d1e7fa3b2", downRevision = "1a2b3c4d5e6f", message = "close the districts")
    static final class Closing implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.execute("call close_districts()");
        }

        @Override
        public void downgrade(Operations op) {}
    }

    @Test
    void a_failed_revision_that_left_nothing_is_named() {
        Shell shell = Shell.on(database, new Counties.District(), new Closing());
        shell.run("upgrade");

        assertThat(shell.run("repair").out()).isEqualTo("""
                        The last run of revision 9c4d1e7fa3b2 failed and was rolled back: fix its cause and upgrade again; \
                        `db log --failures` shows it.
                        There is nothing to repair.
                        """);
        assertThat(shell.run("repair --json").out()).contains("\"failed\":[\"9c4d1e7fa3b2\"]");
    }

    @Revision(id = "ad5e2f80b4c3", downRevision = "1a2b3c4d5e6f", message = "fill the districts")
    static final class Filling implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.execute("create table side (id int)");
            op.autocommit(() -> op.execute("call fill_districts()"));
        }

        @Override
        public void downgrade(Operations op) {
            op.execute("drop table side");
        }
    }

    @Test
    void a_revision_that_failed_half_way_is_called_partly_committed_by_all_commands() {
        Shell shell = Shell.on(database, new Counties.District(), new Filling());
        shell.run("upgrade");

        assertThat(shell.run("repair").out())
                .startsWith(
                        "The upgrade of ad5e2f80b4c3, interrupted at step 2.1, failed there; the steps before it are"
                                + " committed: fix its cause and start again, which resumes there;");
        assertThat(shell.run("repair --json").out()).contains("\"unfinished\":[\"ad5e2f80b4c3\"],\"failed\":[]");
        assertThat(shell.run("current").err()).contains("unless one has no inverse, as the statements of a SQL file");
        assertThat(shell.run("plan").out()).contains("It resumes at step 2.1: the steps before it are committed.");
        assertThat(shell.run("log").out()).contains("started   ad5e2f80b4c3 step 2.1 \"fill the districts\"");
        assertThat(shell.run("stamp base").err())
                .contains(
                        "Warning: the upgrade of ad5e2f80b4c3, interrupted at step 2.1, is no longer recorded as partly"
                                + " committed; what it has committed stays in the database.");
    }

    @Test
    void the_plan_of_a_revision_that_failed_half_way_tells_committed_steps_from_pending_ones() {
        Shell shell = Shell.on(database, new Counties.District(), new Filling());
        shell.run("upgrade");

        assertGolden("plan-resumed", shell.run("plan"), shell.run("plan --json"));
    }

    private Shell interrupted() {
        return interrupted(new Billing());
    }

    /** As a process leaves it that was killed while the step ran. */
    private Shell interrupted(Migration revision) {
        Shell shell = Shell.on(database, new Counties.District(), revision);
        assertThat(shell.run("upgrade").code()).isEqualTo(1);
        database.execute(
                "delete from levymaster_history where event = 'failure'",
                "alter table tax_district add column code text",
                "create procedure bill_districts() language sql as 'select 1'");
        return shell;
    }

    @Test
    void repair_of_an_interrupted_step_asks_a_person_first() {
        Shell shell = interrupted();

        assertGolden(
                "repair",
                shell.run("upgrade"),
                shell.run("repair"),
                shell.run("repair --yes"),
                shell.run("repair --run-again --yes"),
                shell.run("upgrade"),
                shell.run("repair"));
    }

    @Test
    void repair_of_invalid_indexes_builds_them_anew() {
        Shell shell = Shell.on(database, new Counties.District());
        shell.run("upgrade");
        database.execute("insert into tax_district (name) values ('Kennewick'), ('Kennewick')");
        assertThatThrownBy(() -> database.execute(
                        "create unique index concurrently uq_tax_district_name on tax_district (name)"))
                .hasMessageContaining("duplicated");
        Transcript failed = shell.run("repair --yes");
        database.execute("delete from tax_district where id = 2");

        assertGolden("repair-index", failed, shell.run("repair"), shell.run("repair --yes"));
    }

    @Test
    void repair_leaves_to_the_next_upgrade_what_that_settles_by_itself() {
        Shell shell = interrupted(new Indexing());

        assertGolden("repair-nothing", shell.run("repair"), shell.run("repair --yes"), shell.run("upgrade"));
    }

    @Test
    void repair_answers_machines() {
        Shell shell = interrupted();

        assertGolden("repair-json", shell.run("repair --json"), shell.run("repair --done --yes --json"));
    }

    @Test
    void done_and_run_again_exclude_one_another() {
        assertThat(Shell.on(database, new Counties.District()).run("repair --done --run-again"))
                .extracting(Transcript::code, Transcript::out)
                .containsExactly(2, "");
    }
}
