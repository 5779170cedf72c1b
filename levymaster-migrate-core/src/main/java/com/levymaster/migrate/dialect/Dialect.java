package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compiles operations to SQL for one database product and version. */
public interface Dialect {

    /**
     * The dialect of PostgreSQL 13 and later.
     *
     * @param version the server's {@code server_version_num}, such as 180006
     */
    static Dialect postgresql(int version) {
        return new PostgreSqlDialect(new ServerVersion(version));
    }

    /** The {@code server_version_num} of the server. */
    int version();

    /** The major version of the server. */
    int majorVersion();

    /**
     * Compiles an operation to the statements that execute it, in order; an empty list if there is nothing to
     * execute.
     *
     * <p>A conditional operation is compiled to the form that an offline script needs ({@code if not exists}, or a
     * {@code do} block); the runner evaluates such conditions itself. A data step is compiled to a comment, since it
     * has no SQL.
     *
     * @param before supplies the schema before the operation; called only if the SQL depends on it
     * @throws MigrationException if the server version does not support the operation or a name is invalid; nothing
     *      has been executed
     */
    List<SqlStatement> compile(Operation operation, Supplier<DatabaseSchema> before);

    /** The statement that rebuilds an index concurrently, without blocking writes. */
    SqlStatement reindex(ObjectName index);

    /**
     * Quotes an identifier where necessary.
     *
     * @throws MigrationException if it is empty, exceeds the server's maximum length, or contains a NUL character
     */
    String quote(String identifier);

    /**
     * Writes a value as an SQL literal that is valid under any server settings.
     *
     * @throws MigrationException if the class of the value has no literal
     */
    String literal(@Nullable Object value);

    /**
     * Splits SQL text into statements, each without its semicolon.
     *
     * @throws MigrationException if a quoted string or comment is not terminated, or a statement cannot be executed
     *      on its own
     */
    List<String> split(String sql);
}
