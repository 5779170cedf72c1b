package com.levymaster.migrate.explorer;

import static com.levymaster.migrate.explorer.Command.downgrade;
import static com.levymaster.migrate.explorer.Command.stamp;
import static com.levymaster.migrate.explorer.Command.upgrade;
import static com.levymaster.migrate.explorer.Cut.Kind.CONNECTION;
import static com.levymaster.migrate.explorer.Cut.Kind.LOCK;
import static com.levymaster.migrate.explorer.Cut.Kind.SERVER;
import static com.levymaster.migrate.explorer.Cut.before;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.explorer.Outcome.Answer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process loses its connection, or its lock, when it has its plan; another one changes what is applied meanwhile. */
@Tag("row-73")
class StalePlanTest {

    private Explorer explorer;

    @BeforeEach
    void connect() throws SQLException {
        explorer = new Explorer();
    }

    @AfterEach
    void disconnect() throws SQLException {
        explorer.close();
    }

    private static Sequence plain(String applied) {
        return Sequence.over(Graphs.PLAIN).then(upgrade(applied));
    }

    /** Checks the sequence; returns the answer of its last command. */
    private Exploration end(Sequence sequence) throws SQLException {
        explorer.check(sequence);
        return explorer.result(sequence).exploration();
    }

    @Test
    void a_downgrade_is_refused_when_another_process_has_upgraded_since() throws SQLException {
        Cut cut = before("drop column", 0, CONNECTION).meanwhile(upgrade("heads"));
        Exploration end = end(plain("r2").then(downgrade("r1"), cut));

        assertThat(end.answer().kind()).isEqualTo(Answer.REFUSED);
        assertThat(end.answer().thrown()).hasMessageContaining("another process has applied r3, r4 since");
        assertThat(end.observed().state().applied()).containsExactly("r1", "r2", "r3", "r4");
    }

    @Test
    void an_upgrade_plans_again_from_what_another_process_has_left() throws SQLException {
        Cut cut = before("create table", 0, CONNECTION).meanwhile(downgrade("base"));
        Exploration end = end(plain("r2").then(upgrade("heads"), cut));

        assertThat(end.answer().kind()).isEqualTo(Answer.DONE);
        assertThat(end.observed().state().applied()).containsExactly("r1", "r2", "r3", "r4");
    }

    @Test
    void a_relative_upgrade_is_refused_when_another_process_has_downgraded_since() throws SQLException {
        Cut cut = before("create table", 0, CONNECTION).meanwhile(downgrade("base"));
        Exploration end = end(plain("r2").then(upgrade("+1"), cut));

        assertThat(end.answer().kind()).isEqualTo(Answer.REFUSED);
        assertThat(end.observed().state().applied()).isEmpty();
    }

    @Test
    void a_relative_upgrade_of_several_revisions_ends_where_its_first_plan_does() throws SQLException {
        Cut cut = before("create table u", 0, CONNECTION);
        Exploration end = end(plain("r1").then(upgrade("+2"), cut));

        assertThat(end.answer().kind()).isEqualTo(Answer.DONE);
        assertThat(end.observed().state().applied()).containsExactly("r1", "r2", "r3");
    }

    @Test
    void a_downgrade_that_another_process_has_done_already_has_nothing_more_to_do() throws SQLException {
        Cut cut = before("drop column", 0, CONNECTION).meanwhile(downgrade("base"));
        Exploration end = end(plain("r2").then(downgrade("r1"), cut));

        assertThat(end.observed().state().applied()).isEmpty();
    }

    @Test
    void a_version_row_is_not_written_when_another_process_has_reverted_the_parent() throws SQLException {
        Cut cut = before(Cut.PLANNING, 0, LOCK).meanwhile(stamp("base"));
        Exploration end = end(plain("r2").then(upgrade("heads"), cut));

        assertThat(end.observed().state().applied()).isEmpty();
    }

    @Test
    @Tag("row-80")
    void a_server_that_does_not_come_back_leaves_a_message_that_names_what_is_committed() throws SQLException {
        Exploration end = end(Sequence.over(Graphs.PLAIN).then(upgrade("heads"), before("create table u", 0, SERVER)));

        assertThat(end.answer().thrown())
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("The connection was lost in revision r3")
                .hasMessageContaining("Committed by this run before: r1, r2.")
                .hasMessageContaining("It is not known how much of revision r3 is committed.")
                .hasMessageNotContaining("Nothing was changed");
        assertThat(end.observed().state().applied()).containsExactly("r1", "r2");
    }
}
