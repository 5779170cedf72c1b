package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** The schema of unqualified names; {@code null} is the default schema of the run. */
record DefaultSchema(@Nullable String schema) {

    static final DefaultSchema DEFAULT = new DefaultSchema(null);

    ObjectName name(String name) {
        return ObjectName.of(schema, name);
    }
}
