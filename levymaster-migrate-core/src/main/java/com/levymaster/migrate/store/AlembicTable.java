package com.levymaster.migrate.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The version table of Alembic, which is kept in step while an application with Alembic uses the same database.
 *
 * @param schema {@code null} for the schema of the version table of this library
 * @param heads the heads of the revisions of which Alembic has files; it does not get to see others. Empty if it has all
 */
public record AlembicTable(@Nullable String schema, String name, List<String> heads) {

    public AlembicTable {
        heads = List.copyOf(heads);
    }
}
