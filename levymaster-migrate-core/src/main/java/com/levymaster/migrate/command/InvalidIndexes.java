package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.inspect.InvalidIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Rebuilds or drops the invalid indexes that interrupted concurrent builds have left. */
final class InvalidIndexes {

    private final DatabaseSession session;

    InvalidIndexes(DatabaseSession session) {
        this.session = session;
    }

    List<InvalidIndex> find() throws SQLException {
        return InvalidIndex.all(session.connection());
    }

    static RepairAction describe(InvalidIndex invalid) {
        return new RepairAction(
                RepairAction.RepairKind.INVALID_INDEX,
                invalid.index().toString(),
                "Index " + invalid.index() + " of " + invalid.table() + " is invalid: "
                        + (invalid.copy()
                                ? "a concurrent reindex was interrupted, and this is its copy."
                                : "its concurrent build was interrupted, or failed."),
                invalid.copy() ? "the copy is dropped" : "the index is built anew, concurrently",
                RepairAction.Resolver.REPAIR);
    }

    void repair(InvalidIndex invalid, boolean history) throws SQLException {
        ObjectName index = invalid.index();
        String sql = invalid.copy()
                ? drop(invalid)
                : session.dialect().reindex(index).sql();
        try {
            execute(sql);
        } catch (SQLException e) {
            throw new MigrationException(
                    "Index " + index + " is still invalid: " + SqlStates.message(e) + " [" + e.getSQLState()
                            + "]. Other" + " repairs before it are done.",
                    "resolve what the server reports, or drop the index; then run `db repair` again, which also drops"
                            + " the copy that this attempt left.",
                    SqlStates.withoutDetail(e));
        }
        if (history) {
            record(sql, index);
        }
    }

    private void record(String sql, ObjectName index) throws SQLException {
        RevisionHeader none = RevisionHeader.of("").withMessage("index " + index);
        execute(session.history()
                .insert(NewHistoryEntry.of(HistoryEvent.REPAIR, none, Duration.ZERO)
                        .withStep("index " + index)
                        .withSql(sql)));
    }

    private String drop(InvalidIndex invalid) {
        ObjectName table =
                ObjectName.of(invalid.index().schema(), invalid.table().name());
        List<com.levymaster.migrate.dialect.SqlStatement> statements = session.dialect()
                .compile(
                        new DropIndex(table, invalid.index().name(), null, true), () -> DatabaseSchema.empty("public"));
        return statements.get(0).sql();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
