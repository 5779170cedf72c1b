package com.levymaster.migrate.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Commands in any order, one of them cut at any point, leave the database in a state that the model knows. */
@Tag("row-81")
class ExplorerTest {

    private static final int SEQUENCES = Integer.getInteger("explorer.sequences", 156);
    private static final long SEED = Long.getLong("explorer.seed", 1);

    @Test
    void every_state_that_random_sequences_lead_to_is_known_to_the_model() throws SQLException {
        try (Explorer explorer = new Explorer()) {
            assertThat(explorer.explore(SEQUENCES, SEED)).isEmpty();
        }
    }
}
