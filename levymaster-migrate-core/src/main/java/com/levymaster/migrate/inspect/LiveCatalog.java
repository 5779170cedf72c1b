package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Inspector;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Inspects a live database. The schema is read once and cached until {@link #invalidate()}.
 *
 * <p>Not thread-safe, like its connection.
 */
public final class LiveCatalog implements Inspector {

    private final Connection connection;
    private final InspectionScope scope;
    private @Nullable DatabaseSchema cached;

    /** @param scope the schemas that are read */
    public LiveCatalog(Connection connection, InspectionScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    /** The schema of the database, read on the first call. */
    @Override
    public DatabaseSchema snapshot() {
        DatabaseSchema schema = cached;
        if (schema == null) {
            schema = DatabaseInspector.read(connection, scope);
            cached = schema;
        }
        return schema;
    }

    /** Discards the cached schema; the next call reads the database again. */
    public void invalidate() {
        cached = null;
    }
}
