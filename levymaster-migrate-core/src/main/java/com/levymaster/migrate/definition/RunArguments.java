package com.levymaster.migrate.definition;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command that revisions can read.
 *
 * @param values the values of {@code -x key=value}
 * @param tag the value of {@code --tag}; {@code null} without one
 */
public record RunArguments(
        Map<String, String> values, @Nullable String tag) {

    public static final RunArguments NONE = new RunArguments(Map.of(), null);

    public RunArguments {
        values = Map.copyOf(values);
    }

    /** The value the values of {@code -x key=value}. */
    public Optional<String> argument(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of {@code --tag}. */
    public Optional<String> tagged() {
        return Optional.ofNullable(tag);
    }
}
