package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * An extension of the server, installed in this database.
 *
 * @param schema where its objects live; {@code null} for the default schema of the run
 */
public record Extension(String name, @Nullable String schema) {}
