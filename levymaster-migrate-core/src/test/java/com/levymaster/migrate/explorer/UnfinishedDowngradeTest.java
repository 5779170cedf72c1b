package com.levymaster.migrate.explorer;

import static com.levymaster.migrate.explorer.Command.downgrade;
import static com.levymaster.migrate.explorer.Command.repair;
import static com.levymaster.migrate.explorer.Command.repairDone;
import static com.levymaster.migrate.explorer.Command.repairRunAgain;
import static com.levymaster.migrate.explorer.Command.stamp;
import static com.levymaster.migrate.explorer.Command.upgrade;
import static com.levymaster.migrate.explorer.Cut.Kind.HALT;
import static com.levymaster.migrate.explorer.Cut.Kind.TERMINATE;
import static com.levymaster.migrate.explorer.Cut.before;
import static com.levymaster.migrate.explorer.Cut.inside;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.explorer.Outcome.Answer;
import com.levymaster.migrate.revision.Plan.Direction;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A downgrade that was interrupted is seen, stops an upgrade, and is resumed by the next downgrade. */
@Tag("row-75")
class UnfinishedDowngradeTest {

    private Explorer explorer;

    @BeforeEach
    void connect() throws SQLException {
        explorer = new Explorer();
    }

    @AfterEach
    void disconnect() throws SQLException {
        explorer.close();
    }

    private static Sequence interrupted() {
        return Sequence.over(Graphs.INDEX).then(upgrade("r2")).then(downgrade("r1"), inside(0, TERMINATE));
    }

    private Exploration end(Sequence sequence) throws SQLException {
        explorer.check(sequence);
        return explorer.result(sequence).exploration();
    }

    @Test
    void a_revision_that_is_partly_reverted_is_not_applied_and_is_reported() throws SQLException {
        Observation end = end(interrupted()).observed();

        assertThat(end.state().applied()).containsExactly("r1");
        assertThat(end.state().unfinished().values())
                .extracting(Progress::direction)
                .containsExactly(Direction.DOWNGRADE);
        assertThat(end.reported()).containsExactly("r2");
        assertThat(end.valid()).isFalse();
    }

    @Test
    void an_upgrade_is_refused_until_the_downgrade_is_finished() throws SQLException {
        Answer refused = end(interrupted().then(upgrade("heads"))).answer().kind();

        assertThat(refused).isEqualTo(Answer.REFUSED);
        assertThat(end(interrupted().then(downgrade("r1")).then(upgrade("heads")))
                        .observed()
                        .valid())
                .isTrue();
    }

    @Test
    void a_downgrade_resumes_it() throws SQLException {
        ModelState state = end(interrupted().then(downgrade("r1"))).observed().state();

        assertThat(state.effects()).isEqualTo(Graphs.INDEX.replay(List.of("r1")));
        assertThat(state.unfinished()).isEmpty();
    }

    @Test
    void a_repair_leaves_it_to_the_next_downgrade() throws SQLException {
        assertThat(end(interrupted().then(repair()).then(downgrade("r1")))
                        .observed()
                        .state()
                        .effects())
                .isEqualTo(Graphs.INDEX.replay(List.of("r1")));
    }

    @Test
    void a_data_step_that_may_have_run_waits_for_a_repair() throws SQLException {
        Sequence unknown = Sequence.over(Graphs.UNCERTAIN).then(upgrade("heads"), before(Cut.FINISHED, 0, HALT));

        assertThat(end(unknown.then(upgrade("heads"))).answer().kind()).isEqualTo(Answer.REFUSED);
        assertThat(end(unknown.then(downgrade("r1"))).answer().kind()).isEqualTo(Answer.REFUSED);
        assertThat(end(unknown.then(repair())).answer().kind()).isEqualTo(Answer.REFUSED);
        assertThat(end(unknown.then(repairDone()).then(upgrade("heads")))
                        .observed()
                        .valid())
                .isTrue();
    }

    @Test
    void a_data_step_that_has_not_run_runs_again_after_a_repair() throws SQLException {
        Sequence unknown = Sequence.over(Graphs.UNCERTAIN)
                .then(upgrade("heads"), before("insert into effect values ('r2_java')", 0, HALT));

        assertThat(end(unknown.then(repairRunAgain()).then(upgrade("heads")))
                        .observed()
                        .valid())
                .isTrue();
    }

    @Test
    void a_downgrade_whose_first_step_fails_after_the_version_row_is_deleted_is_reported_as_unfinished()
            throws SQLException {
        Sequence missing = Sequence.over(ModelGraph.of(
                        "java_above_an_index",
                        ModelRevision.base("r1", new Step.Table("public", "t")),
                        ModelRevision.after("r1", "r2", new Step.Table("public", "n"), new Step.Index("n", "x"))
                                .outsideTransaction(),
                        ModelRevision.after("r2", "r3", new Row("r3_java", Row.Means.DATA))))
                .then(stamp("r3"))
                .then(downgrade("r1")); // after Java, whether the table n is there is only known when the step runs
        Exploration end = explorer.result(missing).exploration();

        assertThat(end.answer().thrown())
                .hasMessageContaining("Revision r2 is unfinished; the next run resumes there.")
                .hasMessageNotContaining("Rolled back: all");
        assertThat(end.observed().reported()).containsExactly("r2");
        explorer.check(missing);
    }
}
