package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * How a sequence counts. The bounds are {@code null} where they are what PostgreSQL takes by itself for the type and
 * direction.
 */
public record SequenceOptions(
        long start,
        long increment,
        @Nullable Long minValue,
        @Nullable Long maxValue,
        long cache,
        boolean cycle) {

    /** From 1 by 1, cache 1, no cycle. */
    public static final SequenceOptions DEFAULT = new SequenceOptions(1, 1, null, null, 1, false);

    public SequenceOptions withStart(long newStart) {
        return new SequenceOptions(newStart, increment, minValue, maxValue, cache, cycle);
    }

    public SequenceOptions withIncrement(long newIncrement) {
        return new SequenceOptions(start, newIncrement, minValue, maxValue, cache, cycle);
    }

    public SequenceOptions withMinValue(@Nullable Long newMinValue) {
        return new SequenceOptions(start, increment, newMinValue, maxValue, cache, cycle);
    }

    public SequenceOptions withMaxValue(@Nullable Long newMaxValue) {
        return new SequenceOptions(start, increment, minValue, newMaxValue, cache, cycle);
    }

    public SequenceOptions withCache(long newCache) {
        return new SequenceOptions(start, increment, minValue, maxValue, newCache, cycle);
    }

    public SequenceOptions withCycle(boolean newCycle) {
        return new SequenceOptions(start, increment, minValue, maxValue, cache, newCycle);
    }
}
