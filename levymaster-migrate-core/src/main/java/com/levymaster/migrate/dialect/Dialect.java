package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes operations as SQL, for one kind and version of server. */
public interface Dialect {

    /**
     * PostgreSQL 13 and later.
     *
     * @param version as {@code server_version_num} tells it, such as 180006
     */
    static Dialect postgresql(int version) {
        return new PostgreSqlDialect(new ServerVersion(version));
    }

    /**
     * The statements that carry the operation out, in their order; none where there is nothing to do.
     *
     * <p>A guarded operation comes out in the form that an offline script needs ({@code if not exists}, or a {@code do}
     * block); one that runs is asked for before it gets here. A data step comes out as a comment, since it has no SQL.
     *
     * @param before what the database holds, asked only by operations whose text depends on it
     * @throws MigrationException when this server has no such thing, or a name is none; nothing has run by then
     */
    List<SqlStatement> compile(Operation operation, Supplier<DatabaseSchema> before);

    /** Builds an index anew, beside the one that is there, and does not keep anybody from writing meanwhile. */
    SqlStatement reindex(ObjectName index);

    /**
     * An identifier as it has to be written: bare where that means the same, quoted otherwise.
     *
     * @throws MigrationException when it is empty, longer than the server keeps, or holds a NUL character
     */
    String quote(String identifier);

    /**
     * A value as SQL text, whatever the server's settings.
     *
     * @throws MigrationException when there is no literal for its class
     */
    String literal(@Nullable Object value);

    /**
     * The statements of a text, each without its semicolon.
     *
     * @throws MigrationException when a quote or comment has no end, or a statement cannot be sent by itself
     */
    List<String> split(String sql);
}
