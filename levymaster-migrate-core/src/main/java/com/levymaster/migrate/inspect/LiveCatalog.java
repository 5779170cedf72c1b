package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Inspector;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Answers for a live database. What was read once is answered again until somebody says that it has changed.
 *
 * <p>Not for use by several threads at a time, as its connection is not either.
 */
public final class LiveCatalog implements Inspector {

    private final Connection connection;
    private final InspectionScope scope;
    private @Nullable DatabaseSchema known;

    public LiveCatalog(Connection connection, InspectionScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    @Override
    public DatabaseSchema snapshot() {
        DatabaseSchema schema = known;
        if (schema == null) {
            schema = DatabaseInspector.read(connection, scope);
            known = schema;
        }
        return schema;
    }

    /** The next question is put to the database itself. */
    public void invalidate() {
        known = null;
    }
}
