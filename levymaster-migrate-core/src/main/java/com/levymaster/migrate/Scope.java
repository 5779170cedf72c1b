package com.levymaster.migrate;

import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** The schema in which names without one are meant; {@code null} for the default schema of the run. */
record Scope(@Nullable String schema) {

    static final Scope DEFAULT = new Scope(null);

    ObjectName name(String name) {
        return ObjectName.of(schema, name);
    }
}
