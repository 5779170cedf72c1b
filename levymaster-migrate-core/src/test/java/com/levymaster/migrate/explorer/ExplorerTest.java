package com.levymaster.migrate.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands in any order, one of them cut at any point, leave the database in a state that the model knows. */
class ExplorerTest {

    private static final int SEQUENCES = Integer.getInteger("explorer.sequences", 300);
    private static final int FAILURES = Integer.getInteger("explorer.failures", 1);
    private static final long SEED = Long.getLong("explorer.seed", 1);

    private static Explorer explorer;

    @BeforeAll
    static void connect() throws SQLException {
        explorer = new Explorer();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        explorer.close();
    }

    @Test
    void every_state_that_random_sequences_lead_to_is_known_to_the_model() throws SQLException {
        RandomSequences random = new RandomSequences(SEED);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < SEQUENCES && failures.size() < FAILURES; i++) {
            String failure = explorer.failure(random.next(Graphs.ALL.get(i % Graphs.ALL.size())));
            if (!failure.isEmpty()) {
                failures.add(failure);
            }
        }
        assertThat(failures).isEmpty();
    }
}
