package com.levymaster.migrate.actuate.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What every path of the endpoint answers: the same for each migrator of each application context.
 *
 * @param contexts by the id of the context
 */
public record MigrationsDescriptor<T>(Map<String, ContextDescriptor<T>> contexts) implements OperationResponseBody {

    public MigrationsDescriptor {
        contexts = Collections.unmodifiableMap(new LinkedHashMap<>(contexts));
    }

    /**
     * One context.
     *
     * @param migrators by the name of the bean
     * @param parentId {@code null} at the top
     */
    public record ContextDescriptor<T>(
            Map<String, T> migrators, @Nullable String parentId) {

        public ContextDescriptor {
            migrators = Collections.unmodifiableMap(new LinkedHashMap<>(migrators));
        }
    }
}
