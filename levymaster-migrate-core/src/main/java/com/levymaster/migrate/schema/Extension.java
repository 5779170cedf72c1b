package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * An extension that is installed in the database.
 *
 * @param schema the schema of its objects; {@code null} for the default schema of the run
 */
public record Extension(String name, @Nullable String schema) {}
