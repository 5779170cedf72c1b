package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.BackfillStatements;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.store.BackfillProgress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the batches of a pass over a table: ranges of its primary key, or of its pages if it has none. */
final class BackfillCursor {

    private static final int FIRST_WITH_TID_RANGES = 14;

    private static final Set<String> NUMBERED = Set.of("smallint", "integer", "bigint", "uuid", "date");

    private final Connection connection;
    private final Backfill operation;
    private final BackfillTable table;
    private final BackfillStatements statements;

    BackfillCursor(Connection connection, Backfill operation, BackfillTable table) {
        this.connection = connection;
        this.operation = operation;
        this.table = table;
        this.statements = new BackfillStatements(operation, table.key());
    }

    /**
     * A batch.
     *
     * @param condition of its rows
     * @param end the position after it
     * @param size how much of the table it covers, in rows or pages
     * @param isNumbered whether its bounds are numbers, dates or UUIDs
     */
    record Range(String condition, List<String> end, long size, boolean isNumbered) {}

    BackfillStatements statements() {
        return statements;
    }

    /** How much of the table there is, in rows or pages. */
    long total() {
        return table.key().isEmpty() ? table.pages() : table.rows();
    }

    /** The next batch; nothing at the end of the pass. */
    Optional<Range> next(BackfillProgress progress) throws SQLException {
        return table.key().isEmpty() ? nextPages(progress) : nextKeys(progress.position());
    }

    private Optional<Range> nextKeys(@Nullable List<String> after) throws SQLException {
        Optional<List<String>> last = read(statements.lastKey(after));
        if (last.isEmpty()) {
            last = read(statements.finalKey(after));
        }
        return last.map(key -> new Range(statements.keys(after, key), key, operation.batchSize(), isNumbered()));
    }

    /** Pages that the table gets meanwhile are left to the next pass. */
    private Optional<Range> nextPages(BackfillProgress progress) throws SQLException {
        List<String> position = progress.position();
        long from = position == null ? 0 : Long.parseLong(position.get(0));
        if (from >= progress.total()) {
            return Optional.empty();
        }
        long to = Math.min(progress.total(), from + table.pagesOf(operation.batchSize()));
        boolean ranges = connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_TID_RANGES;
        return Optional.of(new Range(statements.pages(from, to, ranges), List.of(String.valueOf(to)), to - from, true));
    }

    private boolean isNumbered() {
        return NUMBERED.containsAll(
                table.key().stream().map(BackfillStatements.KeyColumn::type).toList());
    }

    private Optional<List<String>> read(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return Optional.empty();
            }
            List<String> key = new ArrayList<>();
            for (int i = 1; i <= table.key().size(); i++) {
                key.add(row.getString(i));
            }
            return Optional.of(key);
        }
    }
}
