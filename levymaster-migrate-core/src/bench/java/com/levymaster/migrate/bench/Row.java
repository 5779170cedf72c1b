package com.levymaster.migrate.bench;

import com.levymaster.migrate.testing.WireProxy;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an entrant has reached.
 *
 * @param statements on the wire, and round trips; {@code null} where they were not counted
 */
record Row(
        String name,
        List<Sample> samples,
        @Nullable Integer statements,
        @Nullable Integer roundTrips) {

    Row {
        samples = List.copyOf(samples);
    }

    static Row of(String name, List<Sample> samples, WireProxy.@Nullable Count count) {
        return new Row(
                name,
                samples,
                count == null ? null : count.statements().size(),
                count == null ? null : count.roundTrips());
    }

    double median(ToLongFunction<Sample> figure) {
        long[] sorted = samples.stream().mapToLong(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    long min(ToLongFunction<Sample> figure) {
        return samples.stream().mapToLong(figure).min().orElseThrow();
    }

    long max(ToLongFunction<Sample> figure) {
        return samples.stream().mapToLong(figure).max().orElseThrow();
    }

    /** In milliseconds. */
    double wall() {
        return median(Sample::wall) / 1e6;
    }

    /** In milliseconds. */
    double cpu() {
        return median(Sample::cpu) / 1e6;
    }
}
