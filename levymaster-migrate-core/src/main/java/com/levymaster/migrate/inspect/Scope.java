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
public record Scope(@Nullable String defaultSchema, Set<String> schemas) {

    public Scope {
        schemas = Set.copyOf(schemas);
    }

    /** All schemas but {@code pg_…} and {@code information_schema}. */
    public static Scope all() {
        return new Scope(null, Set.of());
    }

    public static Scope of(String... schemas) {
        return new Scope(null, Set.of(schemas));
    }

    public Scope withDefaultSchema(@Nullable String value) {
        return new Scope(value, schemas);
    }
}
