package com.levymaster.migrate.store;

import com.levymaster.migrate.dialect.Dialect;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes the table with the progress of backfills, which exists only where one has run. */
public final class BackfillStore {

    private static final String COLUMNS =
            "revision, step, description, operation, \"position\", pass, batches, rows, visited,"
                    + " total, rows_per_second, remaining_ms, finished_at is not null";

    private final TableNames tables;
    private final Dialect dialect;

    /** @param dialect writes the literals */
    public BackfillStore(TableNames tables, Dialect dialect) {
        this.tables = tables;
        this.dialect = dialect;
    }

    /** Creates the table where it is missing. The caller must hold the lock. */
    public void create(Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (String sql : VersionTableDdl.backfills(tables)) {
                statement.execute(sql);
            }
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_catalog.to_regclass(?) is not null")) {
            select.setString(1, tables.qualifiedBackfill());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * The progress of a step of a revision; empty if none is stored.
     *
     * @param after the id of the history entry after which it began: what is older belongs to an earlier upgrade or downgrade
     */
    public Optional<BackfillProgress> find(Connection connection, String revision, String step, long after)
            throws SQLException {
        return read(connection, isOf(revision, step) + " and history operator(pg_catalog.>) " + after).stream()
                .findFirst();
    }

    /** The backfills that have begun and not finished; none where the table does not exist. */
    public List<BackfillProgress> unfinished(Connection connection) throws SQLException {
        return exists(connection) ? read(connection, "finished_at is null") : List.of();
    }

    private List<BackfillProgress> read(Connection connection, String condition) throws SQLException {
        List<BackfillProgress> found = new ArrayList<>();
        String sql = "select " + COLUMNS + " from " + tables.qualifiedBackfill() + " where " + condition
                + " order by revision, step";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                long remaining = row.getLong(12);
                Duration left = row.wasNull() ? null : Duration.ofMillis(remaining);
                found.add(new BackfillProgress(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        position(row.getArray(5)),
                        row.getInt(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        left,
                        row.getBoolean(13)));
            }
        }
        return found;
    }

    private static @Nullable List<String> position(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }

    /** The statements that store the progress of a backfill that begins, in place of what is stored of an earlier run. */
    public List<String> begin(BackfillProgress progress) {
        return List.of(
                "delete from " + tables.qualifiedBackfill() + " where " + isOf(progress.revision(), progress.step()),
                "insert into " + tables.qualifiedBackfill()
                        + " (revision, step, description, operation, history, pass, batches, rows, visited, total, rows_per_second)"
                        + " select " + literal(progress.revision()) + ", " + literal(progress.step()) + ", "
                        + literal(progress.description()) + ", " + literal(progress.digest())
                        + ", coalesce(pg_catalog.max(id), 0), 1, 0, 0, 0, " + progress.total() + ", 0 from "
                        + tables.qualifiedHistory());
    }

    /** The statement that stores the progress, if a condition holds; it changes one row then. */
    public String advanceIf(String condition, BackfillProgress progress) {
        List<String> position = progress.position();
        Duration remaining = progress.remaining();
        return "update " + tables.qualifiedBackfill() + " set \"position\" = "
                + (position == null
                        ? "null"
                        : position.stream().map(this::literal).collect(Collectors.joining(", ", "array[", "]")))
                + ", pass = " + progress.pass() + ", batches = " + progress.batches() + ", rows = " + progress.rows()
                + ", visited = " + progress.visited() + ", total = " + progress.total() + ", rows_per_second = "
                + progress.rowsPerSecond() + ", remaining_ms = "
                + (remaining == null ? "null" : String.valueOf(remaining.toMillis()))
                + ", updated_at = pg_catalog.clock_timestamp() where "
                + isOf(progress.revision(), progress.step()) + " and " + condition;
    }

    /** The statement that states that all is done, if a condition holds; it changes one row then. */
    public String finishIf(String condition, BackfillProgress progress) {
        return "update " + tables.qualifiedBackfill()
                + " set remaining_ms = 0, finished_at = pg_catalog.clock_timestamp() where "
                + isOf(progress.revision(), progress.step()) + " and " + condition;
    }

    private String isOf(String revision, String step) {
        return "revision operator(pg_catalog.=) " + literal(revision) + " and step operator(pg_catalog.=) "
                + literal(step);
    }

    private String literal(String text) {
        return dialect.literal(text);
    }
}
