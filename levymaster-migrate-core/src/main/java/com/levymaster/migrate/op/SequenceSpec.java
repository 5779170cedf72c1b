package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.SequenceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Describes a sequence; by default of type {@code bigint}, starting with 1, incremented by 1, cache 1, no cycle.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createsequence.html">PostgreSQL: CREATE SEQUENCE</a>
 */
public final class SequenceSpec {

    private SequenceOptions options = SequenceOptions.DEFAULT;
    private @Nullable ColumnType type;
    private boolean hasStart;

    SequenceSpec() {}

    /**
     * Sets the type: {@code create sequence s as integer}; {@code smallint}, {@code integer} or {@code bigint}. Refused
     * for identity columns, which have the type of the column.
     */
    public SequenceSpec ofType(ColumnType value) {
        type = value;
        return this;
    }

    /**
     * Sets the first value: {@code start with 1000}. A value out of the bounds is refused. The default is 1, or the upper
     * bound of a sequence that counts down.
     */
    public SequenceSpec startWith(long value) {
        hasStart = true;
        options = options.withStart(value);
        return this;
    }

    /** Sets the increment: {@code increment by 50}; negative counts down, 0 is refused. */
    public SequenceSpec incrementBy(long value) {
        options = options.withIncrement(value);
        return this;
    }

    /** Sets the lower bound: {@code minvalue 0}. It must be less than the upper bound. */
    public SequenceSpec minValue(long value) {
        options = options.withMinValue(value);
        return this;
    }

    /** Sets the upper bound: {@code maxvalue 1000}. */
    public SequenceSpec maxValue(long value) {
        options = options.withMaxValue(value);
        return this;
    }

    /** Sets the number of values that a session preallocates: {@code cache 50}; at least 1. */
    public SequenceSpec cache(long values) {
        options = options.withCache(values);
        return this;
    }

    /** Restarts at the other bound when a bound is reached, instead of failing: {@code cycle}. */
    public SequenceSpec cycle() {
        options = options.withCycle(true);
        return this;
    }

    ColumnType type() {
        return type == null ? ColumnType.parse("bigint") : type;
    }

    /** @throws MigrationException when a type was given where none is allowed */
    void requireNoType(String call, String reason) {
        if (type != null) {
            throw new MigrationException(call + " calls ofType(…), but " + reason, "remove ofType(…)");
        }
    }

    SequenceOptions options() {
        return hasStart || options.increment() > 0 ? options : options.withStart(options.highest(Long.MAX_VALUE));
    }
}
