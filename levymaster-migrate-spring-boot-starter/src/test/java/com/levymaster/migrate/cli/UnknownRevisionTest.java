package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What commands print about revisions that the application, the history or the database does not have. */
class UnknownRevisionTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Shell shell =
            Shell.on(database, new Counties.District(), new Counties.LevyRate(), new Counties.Parcels());

    @Test
    void a_database_that_is_ahead_of_the_application_is_named_by_every_command_that_reads_its_state() {
        shell.run("upgrade heads");
        database.execute("insert into levymaster_version (revision) values ('ffffffffffff')");
        String ahead = "The database has ffffffffffff, which this application does not know.";

        Transcript upgrade = shell.run("upgrade heads");
        assertThat(upgrade.out()).contains("nothing to do");
        assertThat(upgrade.err()).isEqualTo(ahead + "\n");
        assertThat(shell.run("upgrade heads -q").err()).isEqualTo(ahead + "\n");
        Transcript history = shell.run("history -i");
        assertThat(history.code()).isZero();
        assertThat(history.out()).contains("(current)");
        assertThat(history.err()).isEqualTo(ahead + "\n");
        assertThat(shell.run("check").out()).contains(ahead);
    }

    @Test
    void the_log_of_a_revision_that_neither_the_application_nor_the_history_has_is_refused() {
        assertThat(shell.run("log").err()).isEqualTo("The history is empty.\n");
        assertThat(shell.run("log --failures").err()).isEqualTo("The history has no failures.\n");

        assertThat(shell.run("log 1a2b").err()).isEqualTo("The history has no events of 1a2b.\n");
        Transcript typo = shell.run("log 1a2x");
        assertThat(typo.code()).isEqualTo(1);
        assertThat(typo.err()).contains("FAILED: No revision or label is called \"1a2x\".");
    }

    @Test
    void the_limit_of_the_log_is_at_least_one() {
        Transcript refused = shell.run("log --limit 0");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--limit must be 1 or more, but is 0.");
    }

    @Test
    void a_history_without_branch_points_says_so() {
        assertThat(Shell.on(database, new Counties.District()).run("branches").err())
                .isEqualTo("There are no branch points.\n");
    }
}
