package com.levymaster.migrate.inspect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a database is read.
 *
 * @param defaultSchema the schema that an unqualified name means; {@code null} for the connection's own {@code
 *     current_schema()}
 * @param schemas only these, as far as they exist; empty for all that are not the server's own
 */
public record InspectionScope(@Nullable String defaultSchema, Set<String> schemas) {

    public InspectionScope {
        schemas = Set.copyOf(schemas);
    }

    /** All schemas but {@code pg_…} and {@code information_schema}. */
    public static InspectionScope all() {
        return new InspectionScope(null, Set.of());
    }

    public static InspectionScope of(String... schemas) {
        return new InspectionScope(null, Set.of(schemas));
    }

    public InspectionScope withDefaultSchema(@Nullable String value) {
        return new InspectionScope(value, schemas);
    }
}
