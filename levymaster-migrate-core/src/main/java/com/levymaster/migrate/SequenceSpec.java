package com.levymaster.migrate;

import com.levymaster.migrate.schema.SequenceOptions;

/** How a sequence counts; from 1 by 1 until it says otherwise. */
public final class SequenceSpec {

    private SequenceOptions options = SequenceOptions.DEFAULT;

    SequenceSpec() {}

    public SequenceSpec startWith(long value) {
        options = options.withStart(value);
        return this;
    }

    public SequenceSpec incrementBy(long value) {
        options = options.withIncrement(value);
        return this;
    }

    public SequenceSpec minValue(long value) {
        options = options.withMinValue(value);
        return this;
    }

    public SequenceSpec maxValue(long value) {
        options = options.withMaxValue(value);
        return this;
    }

    /** How many values a session takes at once. */
    public SequenceSpec cache(long values) {
        options = options.withCache(values);
        return this;
    }

    /** Begins anew when it has reached its end. */
    public SequenceSpec cycle() {
        options = options.withCycle(true);
        return this;
    }

    SequenceOptions options() {
        return options;
    }
}
