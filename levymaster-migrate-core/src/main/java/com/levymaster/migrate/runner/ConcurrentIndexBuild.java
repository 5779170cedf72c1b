package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An index that is built or dropped concurrently. When that is interrupted or fails, an invalid index stays, which
 * {@code if not exists} would take for a good one.
 */
final class ConcurrentIndexBuild {

    private static final Log log = LogFactory.getLog(ConcurrentIndexBuild.class);

    private static final String PROBE = "levymaster_probe";
    private static final Supplier<DatabaseSchema> NOTHING = () -> DatabaseSchema.empty("public");

    private final Connection connection;
    private final Dialect dialect;
    private final RevisionHeader revision;

    ConcurrentIndexBuild(Connection connection, Dialect dialect, RevisionHeader revision) {
        this.connection = connection;
        this.dialect = dialect;
        this.revision = revision;
    }

    /** What is there under the name of an index. */
    private record Found(boolean valid, String definition) {}

    /**
     * Drops an invalid index that bears the name.
     *
     * @return whether a valid one is there that is the same, so that there is nothing to do
     * @throws InterruptedRevisionException when a valid one is there that is another
     */
    boolean isDone(CreateIndex operation) throws SQLException {
        Found found = find(name(operation.table(), operation.index().name()));
        if (found == null) {
            return false;
        }
        if (!found.valid()) {
            log.warn("Revision " + revision.id() + ": dropping the invalid index "
                    + operation.index().name() + ", which an interrupted run has left");
            drop(operation);
            return false;
        }
        String wanted = wanted(operation);
        if (!body(wanted).equals(body(found.definition()))) {
            throw InterruptedRevisionException.differs(
                    revision, operation.index().name(), found.definition(), wanted);
        }
        log.info("Revision " + revision.id() + ": index " + operation.index().name() + " is there and valid");
        return true;
    }

    boolean isDone(DropIndex operation) throws SQLException {
        return find(name(operation.table(), operation.name())) == null;
    }

    /** After a failure. */
    void dropIfInvalid(CreateIndex operation) throws SQLException {
        Found found = find(name(operation.table(), operation.index().name()));
        if (found != null && !found.valid()) {
            drop(operation);
        }
    }

    private void drop(CreateIndex operation) throws SQLException {
        DropIndex drop = new DropIndex(operation.table(), operation.index().name(), null, true);
        execute(dialect.compile(drop, NOTHING).get(0).sql());
    }

    private @Nullable Found find(String name) throws SQLException {
        String sql = "select i.indisvalid, pg_catalog.pg_get_indexdef(i.indexrelid) from pg_catalog.pg_index i"
                + " where i.indexrelid operator(pg_catalog.=) pg_catalog.to_regclass(?)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Found(row.getBoolean(1), row.getString(2)) : null;
            }
        }
    }

    /** The definition as the server itself would write it: of the same index on an empty copy of the table. */
    private String wanted(CreateIndex operation) throws SQLException {
        ObjectName probe = ObjectName.of("pg_temp", PROBE);
        String create = dialect.compile(new CreateIndex(probe, operation.index(), false), NOTHING)
                .get(0)
                .sql();
        connection.setAutoCommit(false);
        try {
            execute("create temporary table " + PROBE + " (like " + quoted(operation.table()) + ")");
            execute(create);
            Found found = find("pg_temp." + dialect.quote(operation.index().name()));
            return found == null ? create : found.definition();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Uniqueness, and all that comes after the name of the table. */
    private static String body(String definition) {
        int using = definition.indexOf(" USING ");
        return definition.startsWith("CREATE UNIQUE") + (using < 0 ? definition : definition.substring(using));
    }

    private String name(ObjectName table, String index) {
        return table.schema() == null
                ? dialect.quote(index)
                : dialect.quote(table.schema()) + "." + dialect.quote(index);
    }

    private String quoted(ObjectName table) {
        return name(table, table.name());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
