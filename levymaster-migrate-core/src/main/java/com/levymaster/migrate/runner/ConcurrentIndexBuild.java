package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * An index that is built or dropped concurrently. When that is interrupted or fails, an invalid index stays, which
 * {@code if not exists} would take for a good one.
 */
final class ConcurrentIndexBuild {

    private static final Log log = LogFactory.getLog(ConcurrentIndexBuild.class);

    private static final Pattern UP_TO_METHOD = Pattern.compile("(?:[^\"]|\"[^\"]*\")*?(?= USING )", Pattern.DOTALL);

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

    /**
     * Refuses a step whose index has the name of something else, before the step is recorded as started.
     *
     * @param ours whether an earlier run came to this step, so that an invalid index of the name is what it left
     */
    void requireFree(CreateIndex operation, boolean ours) throws SQLException {
        IndexLocation found = find(operation);
        if (found.relation() == null) {
            return;
        }
        String name = operation.index().name();
        String wanted = body(definition(operation));
        if (!found.onTable() || found.ofConstraint() || !wanted.equals(body(String.valueOf(found.definition())))) {
            throw InterruptedRevisionException.differs(
                    revision,
                    name,
                    found.definition() == null ? found.relation() : found.definition(),
                    "an index" + wanted + " of table " + operation.table());
        }
        if (!found.valid() && !ours) {
            throw InterruptedRevisionException.invalid(revision, name);
        }
    }

    /**
     * Whether the index exists already, so that there is nothing to do. An invalid one, which an interrupted run has left, is
     * dropped.
     */
    boolean isDone(CreateIndex operation) throws SQLException {
        IndexLocation found = find(operation);
        String name = operation.index().name();
        if (found.onTable() && !found.valid()) {
            log.warn("Revision " + revision.id() + ": dropping the invalid index " + PrintableText.line(name)
                    + ", which an interrupted run has left");
            drop(operation);
            return false;
        }
        if (found.onTable()) {
            log.info("Revision " + revision.id() + ": index " + PrintableText.line(name) + " exists and is valid");
        }
        return found.onTable();
    }

    /** After a failure of our own build. */
    void dropIfInvalid(CreateIndex operation) throws SQLException {
        IndexLocation found = find(operation);
        if (found.onTable() && !found.valid()) {
            drop(operation);
        }
    }

    private IndexLocation find(CreateIndex operation) throws SQLException {
        return IndexLocation.of(
                connection, dialect, operation.table(), operation.index().name());
    }

    private void drop(CreateIndex operation) throws SQLException {
        DropIndex drop = find(operation)
                .qualified(new DropIndex(operation.table(), operation.index().name(), null, true));
        execute(dialect.compile(drop, NOTHING).get(0).sql());
    }

    /** An invalid index, by its qualified name. */
    void drop(ObjectName index) throws SQLException {
        log.warn("Revision " + revision.id() + ": dropping the invalid index " + PrintableText.line(index.toString())
                + ", which a failed or interrupted build has left");
        DropIndex drop = new DropIndex(index, index.name(), null, true);
        execute(dialect.compile(drop, NOTHING).get(0).sql());
    }

    /** The definition as the server itself would write it: of the same index on an empty copy of the table. */
    private String definition(CreateIndex operation) throws SQLException {
        ObjectName probe = ObjectName.of("pg_temp", PROBE);
        String create = dialect.compile(new CreateIndex(probe, operation.index(), false), NOTHING)
                .get(0)
                .sql();
        boolean autocommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        Savepoint savepoint = connection.setSavepoint();
        try {
            execute("create table pg_temp." + PROBE + " (like " + quoted(operation.table()) + ")");
            execute(create);
            String found = IndexLocation.of(
                            connection, dialect, probe, operation.index().name())
                    .definition();
            return found == null ? create : found;
        } finally {
            connection.rollback(savepoint);
            if (autocommit) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Uniqueness, and all that comes after the name of the table, which may contain {@code USING} itself. */
    private static String body(String definition) {
        Matcher start = UP_TO_METHOD.matcher(definition);
        String unique = definition.startsWith("CREATE UNIQUE") ? " UNIQUE" : "";
        return unique + (start.lookingAt() ? definition.substring(start.end()) : " " + definition);
    }

    private String quoted(ObjectName table) {
        return table.schema() == null
                ? dialect.quote(table.name())
                : dialect.quote(table.schema()) + "." + dialect.quote(table.name());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
