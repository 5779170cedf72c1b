package com.levymaster.migrate.explorer;

import static com.levymaster.migrate.explorer.Command.downgrade;
import static com.levymaster.migrate.explorer.Command.purge;
import static com.levymaster.migrate.explorer.Command.stamp;
import static com.levymaster.migrate.explorer.Command.upgrade;
import static com.levymaster.migrate.explorer.Cut.Kind.TERMINATE;
import static com.levymaster.migrate.explorer.Cut.inside;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The progress of an interrupted upgrade ends when the ground is taken from under it. */
@Tag("row-74")
class EndedProgressTest {

    private Explorer explorer;

    @BeforeEach
    void connect() throws SQLException {
        explorer = new Explorer();
    }

    @AfterEach
    void disconnect() throws SQLException {
        explorer.close();
    }

    /** The upgrade to r2 is interrupted while its index is built; its first rows and its column are committed. */
    private static Sequence interrupted() {
        return Sequence.over(Graphs.INDEX).then(upgrade("heads"), inside(0, TERMINATE));
    }

    private ModelState end(Sequence sequence) throws SQLException {
        explorer.check(sequence);
        return explorer.result(sequence).exploration().observed().state();
    }

    @Test
    void an_interrupted_upgrade_is_resumed_at_its_step() throws SQLException {
        assertThat(end(interrupted()).unfinished()).containsOnlyKeys("r2");

        assertThat(end(interrupted().then(upgrade("heads"))).effects())
                .isEqualTo(Graphs.INDEX.replay(Graphs.INDEX.ids()));
    }

    @Test
    void a_downgrade_to_the_revision_below_reverts_what_is_committed() throws SQLException {
        ModelState state = end(interrupted().then(downgrade("r1")));

        assertThat(state.unfinished()).isEmpty();
        assertThat(state.effects()).isEqualTo(Graphs.INDEX.replay(java.util.List.of("r1")));
    }

    @Test
    void an_upgrade_after_a_downgrade_below_it_begins_anew() throws SQLException {
        ModelState state = end(interrupted().then(downgrade("base")).then(upgrade("heads")));

        assertThat(state.effects()).isEqualTo(Graphs.INDEX.replay(Graphs.INDEX.ids()));
    }

    @Test
    void a_stamp_below_it_ends_its_progress() throws SQLException {
        assertThat(end(interrupted().then(stamp("base"))).unfinished()).isEmpty();
        assertThat(end(interrupted().then(purge("r1"))).unfinished()).isEmpty();
        assertThat(end(interrupted().then(stamp("r2"))).unfinished()).isEmpty();
    }
}
