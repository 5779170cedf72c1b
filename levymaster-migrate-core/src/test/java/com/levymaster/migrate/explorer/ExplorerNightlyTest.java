package com.levymaster.migrate.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All sequences of at most three commands with one cut, and thousands of longer ones that a seed chooses. */
@Tag("nightly")
@Tag("row-81")
class ExplorerNightlyTest {

    private static final int SEQUENCES = 5000;

    private static Explorer explorer;

    @BeforeAll
    static void connect() throws SQLException {
        explorer = new Explorer();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        explorer.close();
    }

    static Stream<ModelGraph> graphs() {
        return Graphs.chosen().stream();
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void every_state_that_three_commands_with_one_cut_lead_to_is_known_to_the_model(ModelGraph graph)
            throws SQLException {
        Enumeration enumeration = new Enumeration(explorer, graph);
        enumeration.run();
        System.out.println(enumeration);
        assertThat(enumeration.failures()).isEmpty();
    }

    @Test
    void every_state_that_many_random_sequences_lead_to_is_known_to_the_model() throws SQLException {
        assertThat(explorer.explore(SEQUENCES, 2)).isEmpty();
    }
}
