package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

/** How a sequence counts; from 1 by 1 until it says otherwise. */
public final class SequenceSpec {

    private SequenceOptions options = SequenceOptions.DEFAULT;
    private @Nullable ColumnType type;

    SequenceSpec() {}

    /** {@code smallint} or {@code integer}; {@code bigint} unless said otherwise. An identity has its column's type. */
    public SequenceSpec ofType(ColumnType value) {
        type = value;
        return this;
    }

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

    ColumnType type() {
        return type == null ? ColumnType.parse("bigint") : type;
    }

    /** Where a type has no place, one that was said is not passed over. */
    void refuseType(String sentence, String because) {
        if (type != null) {
            throw new MigrationException(sentence + " says ofType(…), but " + because, "leave ofType(…) out");
        }
    }

    SequenceOptions options() {
        return options;
    }
}
