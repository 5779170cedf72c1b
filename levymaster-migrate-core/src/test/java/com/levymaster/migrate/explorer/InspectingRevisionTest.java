package com.levymaster.migrate.explorer;

import static com.levymaster.migrate.explorer.Command.downgrade;
import static com.levymaster.migrate.explorer.Command.upgrade;
import static com.levymaster.migrate.explorer.Cut.Kind.CONNECTION;
import static com.levymaster.migrate.explorer.Cut.Kind.HALT;
import static com.levymaster.migrate.explorer.Cut.Kind.TERMINATE;
import static com.levymaster.migrate.explorer.Cut.before;
import static com.levymaster.migrate.explorer.Cut.inside;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.explorer.Outcome.Answer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A body that inspects the database and leaves its transaction runs each step once, or not at all. */
@Tag("row-76")
class InspectingRevisionTest {

    private Explorer explorer;

    @BeforeEach
    void connect() throws SQLException {
        explorer = new Explorer();
    }

    @AfterEach
    void disconnect() throws SQLException {
        explorer.close();
    }

    private Exploration end(Sequence sequence) throws SQLException {
        explorer.check(sequence);
        return explorer.result(sequence).exploration();
    }

    @Test
    void it_is_refused_before_anything_runs_when_a_step_before_the_block_could_run_twice() throws SQLException {
        Exploration end = end(Sequence.over(Graphs.REFUSED).then(upgrade("heads")));

        assertThat(end.answer().kind()).isEqualTo(Answer.REFUSED);
        assertThat(end.answer().thrown()).hasMessageContaining("would run twice");
        assertThat(end.observed().state().applied()).isEmpty();
    }

    @Test
    void its_guarded_steps_begin_anew_after_an_interruption() throws SQLException {
        Sequence interrupted = Sequence.over(Graphs.INSPECTING).then(upgrade("heads"), inside(0, TERMINATE));

        assertThat(end(interrupted).observed().reported()).containsExactly("r3");
        assertThat(end(interrupted.then(upgrade("heads"))).observed().valid()).isTrue();
    }

    @Test
    void a_run_that_loses_its_connection_within_the_index_finishes_it() throws SQLException {
        Sequence lost = Sequence.over(Graphs.INSPECTING).then(upgrade("heads"), inside(0, CONNECTION));

        assertThat(end(lost).observed().valid()).isTrue();
    }

    @Test
    void a_process_that_halts_after_the_index_leaves_the_rest_to_the_next() throws SQLException {
        Sequence halted = Sequence.over(Graphs.INSPECTING).then(upgrade("heads"), before(Cut.FINISHED, 0, HALT));

        assertThat(end(halted.then(upgrade("heads"))).observed().valid()).isTrue();
    }

    @Test
    void what_it_has_committed_cannot_be_reverted_step_by_step() throws SQLException {
        Sequence halted = Sequence.over(Graphs.INSPECTING).then(upgrade("heads"), before(Cut.FINISHED, 0, HALT));

        assertThat(end(halted.then(downgrade("r2"))).answer().kind()).isEqualTo(Answer.REFUSED);
    }
}
