package com.levymaster.migrate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of operations, from an empty database and from a full one, against the laws of {@link SequenceJudge}.
 * {@code -Dfuzz.seed=…} begins with another seed, {@code -Dfuzz.sequences=…} runs more of them.
 *
 * <p>Faults that are known are counted and printed; a rule that is not in the list fails, with the shortest sequence that
 * breaks it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {

    @AutoClose
    private final TestDatabase empty = TestDatabase.create();

    @AutoClose
    private final TestDatabase full = TestDatabase.create().execute(World.FULL.sql());

    static List<KnownFault> known() throws IOException {
        return KnownFault.all();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("known")
    void a_known_fault_still_occurs_in_its_example(KnownFault fault) throws SQLException {
        try (Fuzzer fuzzer = fuzzer(fault.world())) {
            assertThat(fuzzer.run(fault.rule(), fault.operations()))
                    .as("mended? then delete its file from known-faults")
                    .extracting(Fault::rule)
                    .contains(fault.rule());
        }
    }

    @Test
    void sequences_break_no_law_beyond_the_known_faults() throws SQLException, IOException {
        sequences(Long.getLong("fuzz.seed", 0L), Integer.getInteger("fuzz.sequences", 200));
    }

    @Test
    void the_java_of_a_schema_creates_it_on_an_empty_database() throws SQLException, IOException {
        try (Fuzzer fuzzer = fuzzer(World.EMPTY)) {
            assertThat(unknown(fuzzer, fuzzer::rendered, 500_000, Integer.getInteger("fuzz.rendered", 8)))
                    .isEmpty();
        }
    }

    /** Both worlds at once: the server does most of the work, in a process for each connection. */
    void sequences(long seed, int count) throws SQLException, IOException {
        try (Fuzzer fromEmpty = fuzzer(World.EMPTY);
                Fuzzer fromFull = fuzzer(World.FULL)) {
            CompletableFuture<List<String>> other =
                    CompletableFuture.supplyAsync(() -> unknown(fromEmpty, fromEmpty::run, seed, count / 2));
            List<String> unknown = new ArrayList<>(unknown(fromFull, fromFull::run, seed, count - count / 2));
            unknown.addAll(other.join());
            assertThat(unknown).as("unknown faults").isEmpty();
        }
    }

    /** Runs sequences; returns the faults that are not known. */
    private static List<String> unknown(Fuzzer fuzzer, SequenceOfSeed sequence, long seed, int count) {
        try {
            return unknownOf(fuzzer, sequence, seed, count);
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> unknownOf(Fuzzer fuzzer, SequenceOfSeed sequence, long seed, int count)
            throws SQLException, IOException {
        Set<String> known = known().stream().map(KnownFault::rule).collect(Collectors.toSet());
        Map<String, Integer> counts = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (long i = seed; i < seed + count; i++) {
            for (Fault fault : sequence.run(i)) {
                boolean first = counts.merge(fault.rule(), 1, Integer::sum) == 1;
                if (first && !known.contains(fault.rule())) {
                    unknown.add("seed " + i + ": " + fuzzer.report(fault));
                    System.out.println(unknown.get(unknown.size() - 1));
                }
            }
        }
        System.out.printf(
                "%d sequences from seed %d: %d steps ran, %d were refused before. Known faults, by rule: %s%n",
                count, seed, fuzzer.steps(), fuzzer.refused(), counts);
        return unknown;
    }

    @FunctionalInterface
    interface SequenceOfSeed {
        Collection<Fault> run(long seed) throws SQLException;
    }

    private Fuzzer fuzzer(World world) throws SQLException {
        return new Fuzzer(world == World.EMPTY ? empty : full, world);
    }
}
