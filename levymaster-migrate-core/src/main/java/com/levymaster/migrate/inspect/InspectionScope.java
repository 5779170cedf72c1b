package com.levymaster.migrate.inspect;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a database to inspect.
 *
 * @param defaultSchema the schema of unqualified names; {@code null} for the {@code current_schema()} of the
 *      connection
 * @param schemas the schemas to inspect, if they exist; empty for all except system schemas
 */
public record InspectionScope(@Nullable String defaultSchema, Set<String> schemas) {

    public InspectionScope {
        schemas = Set.copyOf(schemas);
    }

    /** All schemas except {@code pg_…} and {@code information_schema}. */
    public static InspectionScope all() {
        return new InspectionScope(null, Set.of());
    }

    /** Only the given schemas, with the default schema of the connection. */
    public static InspectionScope of(String... schemas) {
        return new InspectionScope(null, Set.of(schemas));
    }

    /** The same schemas with another default schema. */
    public InspectionScope withDefaultSchema(@Nullable String value) {
        return new InspectionScope(value, schemas);
    }
}
