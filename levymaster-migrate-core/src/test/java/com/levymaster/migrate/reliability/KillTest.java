package com.levymaster.migrate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.lock.BrokenLock;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Processes that migrate at once meet faults at random moments. Rows 1, 4 to 7, 10, 16 to 18 and 64 of the fault matrix.
 * The seed is printed; {@code -Dkill.seed=…} begins with it again, and {@code -Dkill.rounds=…} makes a nightly run shorter
 * or longer.
 */
@Tag("row-01")
@Tag("row-04")
@Tag("row-07")
@Tag("row-10")
@Tag("row-64")
@DisabledOnOs(OS.WINDOWS)
class KillTest {

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void processes_that_are_killed_leave_a_database_that_the_others_bring_to_head() throws Exception {
        rounds(12);
    }

    @Test
    @Tag("nightly")
    @Timeout(value = 3, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void processes_that_are_killed_leave_a_database_that_the_others_bring_to_head_five_hundred_times()
            throws Exception {
        rounds(Integer.getInteger("kill.rounds", 500));
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Tag("row-05")
    void a_process_that_is_killed_while_an_index_is_built_keeps_others_out_until_it_is() throws Exception {
        try (KillRounds kill = new KillRounds(BrokenLock.NONE)) {
            assertThat(kill.killWhileAnIndexIsBuilt()).isEmpty();
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Tag("row-72")
    void a_process_that_is_killed_again_and_again_leaves_a_database_that_is_whole() throws Exception {
        try (KillRounds kill = new KillRounds(BrokenLock.NONE)) {
            assertThat(kill.loop(4)).isEmpty();
        }
    }

    /** Each round has a seed of its own, so that one can be had again without those before it. */
    private static void rounds(int rounds) throws Exception {
        long seed = Long.getLong("kill.seed", new Random().nextLong());
        System.out.println("Kill test: -Dkill.seed=" + seed);
        try (KillRounds kill = new KillRounds(BrokenLock.NONE)) {
            for (int i = 0; i < rounds; i++) {
                assertThat(kill.round(seed + i, ProcessFault.values()))
                        .as("round %d: -Dkill.seed=%d", i, seed + i)
                        .isEmpty();
            }
        }
    }
}
