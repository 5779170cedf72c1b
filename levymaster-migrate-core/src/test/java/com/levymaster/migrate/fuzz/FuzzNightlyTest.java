package com.levymaster.migrate.fuzz;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As {@link FuzzTest}, for a night: 10,000 sequences from another seed; {@code -Dfuzz.nightly=…} runs another number. */
@Tag("nightly")
class FuzzNightlyTest extends FuzzTest {

    @Test
    @Override
    void sequences_break_no_law_beyond_the_known_faults() throws SQLException, IOException {
        sequences(Long.getLong("fuzz.seed", 1_000_000L), Integer.getInteger("fuzz.nightly", 10_000));
    }
}
