package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.Catalog;
import com.levymaster.migrate.schema.Schema;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Answers for a live database. What was read once is answered again until somebody says that it has changed.
 *
 * <p>Not for use by several threads at a time, as its connection is not either.
 */
public final class LiveCatalog implements Catalog {

    private final Connection connection;
    private final Scope scope;
    private @Nullable Schema known;

    public LiveCatalog(Connection connection, Scope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    @Override
    public Schema snapshot() {
        Schema schema = known;
        if (schema == null) {
            schema = Inspection.read(connection, scope);
            known = schema;
        }
        return schema;
    }

    /** The next question is put to the database itself. */
    public void invalidate() {
        known = null;
    }
}
