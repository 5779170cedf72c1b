package com.levymaster.migrate.actuate.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The response of every path of the endpoint: one value per migrator of each application context.
 *
 * @param contexts contexts by id
 */
public record MigrationsDescriptor<T>(Map<String, ContextDescriptor<T>> contexts) implements OperationResponseBody {

    /** Copies the map. */
    public MigrationsDescriptor {
        contexts = Collections.unmodifiableMap(new LinkedHashMap<>(contexts));
    }

    /**
     * An application context.
     *
     * @param migrators values by name of the database, or of the bean of the only migrator
     * @param parentId id of the parent context; {@code null} for the root
     */
    public record ContextDescriptor<T>(
            Map<String, T> migrators, @Nullable String parentId) {

        /** Copies the map. */
        public ContextDescriptor {
            migrators = Collections.unmodifiableMap(new LinkedHashMap<>(migrators));
        }
    }
}
