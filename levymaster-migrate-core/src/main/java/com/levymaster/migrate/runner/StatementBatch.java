package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.CopyRows;
import com.levymaster.migrate.operation.CopyStream;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import java.io.IOException;
import java.io.InputStream;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Statements that go to the server together, in one round trip, and still tell which of them failed. Outside of a
 * transaction each goes alone, since together they would be one.
 */
final class StatementBatch {

    /**
     * The driver counts: {@code Batch entry 3 create table … was aborted}. In each of its languages the number comes
     * first, and in some locales it has digits of their own.
     */
    private static final Pattern ENTRY = Pattern.compile("\\p{Nd}+");

    /** Fewer than a locale would write with a separator for thousands. */
    private static final int AT_MOST = 200;

    private static final int CHUNK = 64 * 1024;

    private final Connection connection;
    private final @Nullable List<String> kept;
    private final ChangedRowCounter rows;
    private final @Nullable StatementObserver observer;
    private final List<Entry> entries = new ArrayList<>();
    private boolean pipelined;

    /** @param kept where to note what ran; {@code null} for nowhere */
    StatementBatch(Connection connection, @Nullable List<String> kept, ChangedRowCounter rows) {
        this(connection, kept, rows, null);
    }

    /** @param observer who watches the statements, so that each goes alone; {@code null} for nobody */
    StatementBatch(
            Connection connection,
            @Nullable List<String> kept,
            ChangedRowCounter rows,
            @Nullable StatementObserver observer) {
        this.connection = connection;
        this.kept = kept;
        this.rows = rows;
        this.observer = observer;
        this.pipelined = observer == null;
    }

    /**
     * A statement, and the step that it belongs to.
     *
     * @param exactlyOne whether it must change exactly one row
     * @param limit of the rows that it and others may change; {@code null} for none
     */
    record Entry(
            int step,
            String sql,
            boolean exactlyOne,
            @Nullable RowLimit limit) {

        Entry(int step, String sql, boolean exactlyOne) {
            this(step, sql, exactlyOne, null);
        }

        /** Of a statement of ours it is enough to name the table. */
        private StepFailedException failed(SQLException e) {
            return exactlyOne
                    ? new StepFailedException(
                            step, sql.substring(0, sql.indexOf(' ', sql.indexOf('.'))) + " …", e, true)
                    : new StepFailedException(step, sql, e);
        }
    }

    /** How many rows the statements of one step may still change. */
    static final class RowLimit {

        private final DeleteRows operation;
        private long changed;

        RowLimit(DeleteRows operation) {
            this.operation = operation;
        }

        private boolean isExceededBy(int more) {
            changed += Math.max(0, more);
            return changed > operation.count();
        }
    }

    /** A statement of ours that had to change one row, and did not. */
    static final class UnexpectedRowCountException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnexpectedRowCountException(int count) {
            super("expected to change one row, changed " + count);
        }
    }

    /** A delete by key that matches more rows than were inserted: the others are somebody else's. */
    static final class TooManyRowsException extends MigrationException {

        private static final long serialVersionUID = 1L;

        TooManyRowsException(RowLimit limit) {
            super(
                    "the key (" + String.join(", ", limit.operation.keys()) + ") identifies " + limit.changed
                            + " rows of " + limit.operation.table() + ", and the revision inserted "
                            + limit.operation.count() + ".",
                    "name columns in .keyedBy(…) that identify the inserted rows only, or write the downgrade without"
                            + " undoing this insert");
        }
    }

    void pipelined(boolean value) {
        pipelined = value && observer == null;
    }

    void add(Entry entry) {
        entries.add(entry);
        if (!pipelined || entries.size() >= AT_MOST) {
            flush();
        }
    }

    /** Sends what has been added. */
    void flush() {
        List<Entry> sent = List.copyOf(entries);
        entries.clear();
        if (sent.size() == 1) {
            one(sent.get(0));
        } else if (!sent.isEmpty()) {
            all(sent);
        }
        if (kept != null) {
            sent.stream().filter(e -> !e.exactlyOne()).map(Entry::sql).forEach(kept::add);
        }
    }

    /** Sends a {@code copy … from stdin} with its rows, after what has been added. */
    void copy(int step, String sql, CopyRows lines) {
        try (InputStream in = lines.open()) {
            copy(step, sql, manager -> manager.copyIn(sql, in));
        } catch (SQLException | IOException | CopyRows.ChangedException e) {
            throw new StepFailedException(step, sql, e);
        }
    }

    /** Sends a {@code copy … from stdin} with rows that are read meanwhile, after what has been added. */
    void copy(int step, String sql, CopyStream lines) throws SQLException, IOException {
        copy(step, sql, manager -> manager.copyIn(sql, lines, CHUNK));
    }

    private void copy(int step, String sql, Copy copy) throws SQLException, IOException {
        flush();
        before();
        long copied = copy.by(connection.unwrap(PGConnection.class).getCopyAPI());
        after(sql, copied);
        rows.add(step, copied);
        if (kept != null) {
            kept.add(sql);
        }
    }

    /** One way to copy. */
    private interface Copy {
        long by(CopyManager manager) throws SQLException, IOException;
    }

    void clear() {
        entries.clear();
    }

    private void one(Entry entry) {
        try (Statement statement = connection.createStatement()) {
            before();
            statement.execute(entry.sql());
            int count = statement.getUpdateCount();
            after(entry.sql(), count);
            check(entry, count);
        } catch (SQLException e) {
            throw entry.failed(e);
        }
    }

    private void before() throws SQLException {
        if (observer != null) {
            observer.before();
        }
    }

    private void after(String sql, long count) throws SQLException {
        if (observer != null) {
            observer.after(sql, Math.max(0, count));
        }
    }

    private void all(List<Entry> sent) {
        try (Statement statement = connection.createStatement()) {
            for (Entry entry : sent) {
                statement.addBatch(entry.sql());
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                check(sent.get(i), counts[i]);
            }
        } catch (BatchUpdateException e) {
            SQLException reason = e.getNextException() == null ? e : e.getNextException();
            Entry failed = failed(sent, e);
            throw failed.failed(reason);
        } catch (SQLException e) {
            throw new StepFailedException(sent.get(0).step(), null, e);
        }
    }

    private static Entry failed(List<Entry> sent, BatchUpdateException e) {
        Matcher number = ENTRY.matcher(String.valueOf(e.getMessage()));
        int index = number.find() ? Integer.parseInt(number.group()) : 0;
        return sent.get(Math.min(index, sent.size() - 1));
    }

    private void check(Entry entry, int count) {
        RowLimit limit = entry.limit();
        if (limit != null && limit.isExceededBy(count)) {
            throw new StepFailedException(entry.step(), entry.sql(), new TooManyRowsException(limit));
        }
        if (!entry.exactlyOne()) {
            rows.add(entry.step(), count);
        } else if (count != 1) {
            throw new StepFailedException(entry.step(), entry.sql(), new UnexpectedRowCountException(count));
        }
    }
}
