package com.levymaster.migrate.dialect;

import com.levymaster.migrate.schema.SequenceOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes how a sequence counts, each option with a space before it. */
final class SequenceClause {

    private SequenceClause() {}

    /** Only what a new sequence does not have by itself. */
    static String options(SequenceOptions options) {
        StringBuilder text = new StringBuilder();
        if (options.increment() != 1) {
            text.append(" increment by ").append(options.increment());
        }
        if (options.minValue() != null) {
            text.append(" minvalue ").append(options.minValue());
        }
        if (options.maxValue() != null) {
            text.append(" maxvalue ").append(options.maxValue());
        }
        if (options.start() != startOf(options)) {
            text.append(" start with ").append(options.start());
        }
        if (options.cache() != 1) {
            text.append(" cache ").append(options.cache());
        }
        return text.append(options.cycle() ? " cycle" : "").toString();
    }

    /**
     * What has to change, or all options where the past is not known.
     *
     * @param set {@code "set "} for an identity column
     */
    static String changes(@Nullable SequenceOptions from, SequenceOptions to, String set) {
        StringBuilder text = new StringBuilder();
        if (from == null || from.increment() != to.increment()) {
            text.append(' ').append(set).append("increment by ").append(to.increment());
        }
        if (from == null || !Objects.equals(from.minValue(), to.minValue())) {
            text.append(' ').append(set).append(bound("minvalue", to.minValue()));
        }
        if (from == null || !Objects.equals(from.maxValue(), to.maxValue())) {
            text.append(' ').append(set).append(bound("maxvalue", to.maxValue()));
        }
        if (from == null || from.start() != to.start()) {
            text.append(' ').append(set).append("start with ").append(to.start());
        }
        if (from == null || from.cache() != to.cache()) {
            text.append(' ').append(set).append("cache ").append(to.cache());
        }
        if (from == null || from.cycle() != to.cycle()) {
            text.append(' ').append(set).append(to.cycle() ? "cycle" : "no cycle");
        }
        return text.toString();
    }

    private static String bound(String word, @Nullable Long value) {
        return value == null ? "no " + word : word + " " + value;
    }

    /** Where PostgreSQL starts when it is not told: at the lower bound going up, at the upper going down. */
    private static long startOf(SequenceOptions options) {
        Long bound = options.increment() > 0 ? options.minValue() : options.maxValue();
        return bound != null ? bound : options.increment() > 0 ? 1 : -1;
    }
}
