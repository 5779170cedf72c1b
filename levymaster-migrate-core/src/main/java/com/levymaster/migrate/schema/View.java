package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A view.
 *
 * @param query the select statement, without a semicolon
 * @param materialized whether it is a materialized view
 */
public record View(
        ObjectName name,
        String query,
        boolean materialized,
        @Nullable String comment) {

    /** Returns a copy with this name. */
    public View withName(ObjectName value) {
        return new View(value, query, materialized, comment);
    }

    /** Returns a copy with this query. */
    public View withQuery(String value) {
        return new View(name, value, materialized, comment);
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public View withComment(@Nullable String value) {
        return new View(name, query, materialized, value);
    }
}
