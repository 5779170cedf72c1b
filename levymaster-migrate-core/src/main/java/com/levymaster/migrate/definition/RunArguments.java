package com.levymaster.migrate.definition;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command hands to the revisions it runs.
 *
 * @param values of {@code -x key=value}
 * @param tag of {@code --tag}
 */
public record RunArguments(
        Map<String, String> values, @Nullable String tag) {

    public static final RunArguments NONE = new RunArguments(Map.of(), null);

    public RunArguments {
        values = Map.copyOf(values);
    }

    public Optional<String> argument(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> tagged() {
        return Optional.ofNullable(tag);
    }
}
