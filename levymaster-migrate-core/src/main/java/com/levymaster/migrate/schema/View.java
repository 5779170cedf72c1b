package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A stored query.
 *
 * @param query the select statement, without a semicolon
 * @param materialized whether its rows are kept on disk
 */
public record View(
        ObjectName name,
        String query,
        boolean materialized,
        @Nullable String comment) {

    public View withName(ObjectName value) {
        return new View(value, query, materialized, comment);
    }

    public View withQuery(String value) {
        return new View(name, value, materialized, comment);
    }

    public View withComment(@Nullable String value) {
        return new View(name, query, materialized, value);
    }
}
