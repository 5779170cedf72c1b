package com.levymaster.migrate.dialect;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.SequenceOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes sequence options, each with a leading space. */
final class SequenceClause {

    private SequenceClause() {}

    /** The options that differ from the defaults of a new sequence. */
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
     * The options that differ, or all options if the previous ones are not known. PostgreSQL keeps the bounds of a
     * sequence that begins to count in the other direction, even if they are the defaults of the former one.
     *
     * @param type the new type of the sequence; {@code null} if it does not change
     * @param set {@code "set "} for an identity column
     */
    static String changes(@Nullable SequenceOptions from, SequenceOptions to, @Nullable ColumnType type, String set) {
        StringBuilder text = new StringBuilder();
        boolean turned = from == null || Long.signum(from.increment()) != Long.signum(to.increment());
        if (from == null || from.increment() != to.increment()) {
            text.append(' ').append(set).append("increment by ").append(to.increment());
        }
        if (from == null || turned || !Objects.equals(from.minValue(), to.minValue())) {
            text.append(' ')
                    .append(set)
                    .append(bound("minvalue", to.minValue(), type == null || !turned ? null : lowest(to, type)));
        }
        if (from == null || turned || !Objects.equals(from.maxValue(), to.maxValue())) {
            text.append(' ')
                    .append(set)
                    .append(bound("maxvalue", to.maxValue(), type == null || !turned ? null : highest(to, type)));
        }
        if (from == null || from.start() != to.start()) {
            text.append(' ').append(set).append("start with ").append(to.start());
        }
        if (from != null && from.sharesNoValueWith(to)) {
            text.append(" restart");
        }
        if (from == null || from.cache() != to.cache()) {
            text.append(' ').append(set).append("cache ").append(to.cache());
        }
        if (from == null || from.cycle() != to.cycle()) {
            text.append(' ').append(set).append(to.cycle() ? "cycle" : "no cycle");
        }
        return text.toString();
    }

    /** With a new type, {@code no minvalue} means the default of the former direction; the bound is then spelled out. */
    private static String bound(String keyword, @Nullable Long value, @Nullable Long byDefault) {
        Long known = value == null ? byDefault : value;
        return known == null ? "no " + keyword : keyword + " " + known;
    }

    private static long lowest(SequenceOptions options, ColumnType type) {
        return options.lowest(SequenceOptions.greatest(type));
    }

    private static long highest(SequenceOptions options, ColumnType type) {
        return options.highest(SequenceOptions.greatest(type));
    }

    /** The default start value: the lower bound of an ascending sequence, the upper bound of a descending one. */
    private static long startOf(SequenceOptions options) {
        Long bound = options.increment() > 0 ? options.minValue() : options.maxValue();
        return bound != null ? bound : options.increment() > 0 ? 1 : -1;
    }
}
