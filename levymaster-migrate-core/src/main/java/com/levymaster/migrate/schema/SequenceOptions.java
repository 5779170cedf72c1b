package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * The options of a sequence. The bounds are {@code null} for the defaults of the type and direction.
 */
public record SequenceOptions(
        long start,
        long increment,
        @Nullable Long minValue,
        @Nullable Long maxValue,
        long cache,
        boolean cycle) {

    /** Starts with 1, increments by 1, caches 1 value, no cycle. */
    public static final SequenceOptions DEFAULT = new SequenceOptions(1, 1, null, null, 1, false);

    /**
     * The lower bound, or its default for the direction.
     *
     * @param greatest the greatest value of the type of the sequence
     */
    public long lowest(long greatest) {
        return minValue != null ? minValue : increment > 0 ? 1 : -greatest - 1;
    }

    /**
     * The upper bound, or its default for the direction.
     *
     * @param greatest the greatest value of the type of the sequence
     */
    public long highest(long greatest) {
        return maxValue != null ? maxValue : increment > 0 ? greatest : -1;
    }

    /** Returns a copy with this start value. */
    public SequenceOptions withStart(long newStart) {
        return new SequenceOptions(newStart, increment, minValue, maxValue, cache, cycle);
    }

    /** Returns a copy with this increment. */
    public SequenceOptions withIncrement(long newIncrement) {
        return new SequenceOptions(start, newIncrement, minValue, maxValue, cache, cycle);
    }

    /** Returns a copy with this least value; {@code null} for the default. */
    public SequenceOptions withMinValue(@Nullable Long newMinValue) {
        return new SequenceOptions(start, increment, newMinValue, maxValue, cache, cycle);
    }

    /** Returns a copy with this greatest value; {@code null} for the default. */
    public SequenceOptions withMaxValue(@Nullable Long newMaxValue) {
        return new SequenceOptions(start, increment, minValue, newMaxValue, cache, cycle);
    }

    /** Returns a copy with this number of cached values. */
    public SequenceOptions withCache(long newCache) {
        return new SequenceOptions(start, increment, minValue, maxValue, newCache, cycle);
    }

    /** Returns a copy with this cycle option. */
    public SequenceOptions withCycle(boolean newCycle) {
        return new SequenceOptions(start, increment, minValue, maxValue, cache, newCycle);
    }

    /** Returns a copy without bounds that are the defaults of the type: the server does not tell whether they were stated. */
    public SequenceOptions withoutDefaultBounds(ColumnType type) {
        long greatest = greatest(type);
        SequenceOptions defaults = new SequenceOptions(start, increment, null, null, cache, cycle);
        return new SequenceOptions(
                start,
                increment,
                lowest(greatest) == defaults.lowest(greatest) ? null : minValue,
                highest(greatest) == defaults.highest(greatest) ? null : maxValue,
                cache,
                cycle);
    }

    /** The greatest value of the type of a sequence. */
    public static long greatest(ColumnType type) {
        return switch (type.display()) {
            case "smallint" -> Short.MAX_VALUE;
            case "integer" -> Integer.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    /** Whether every value of these options is out of the bounds of the others, so that a sequence must restart. */
    public boolean sharesNoValueWith(SequenceOptions other) {
        return highest(Long.MAX_VALUE) < other.lowest(Long.MAX_VALUE)
                || other.highest(Long.MAX_VALUE) < lowest(Long.MAX_VALUE);
    }
}
