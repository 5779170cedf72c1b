package com.levymaster.migrate.script;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command hands to the revisions it runs.
 *
 * @param values of {@code -x key=value}
 * @param tag of {@code --tag}
 */
public record Arguments(
        Map<String, String> values, @Nullable String tag) {

    public static final Arguments NONE = new Arguments(Map.of(), null);

    public Arguments {
        values = Map.copyOf(values);
    }

    public Optional<String> argument(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> tagged() {
        return Optional.ofNullable(tag);
    }
}
