package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.dialect.StreamedRows;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.operation.CopyStream;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.RowReader;
import com.levymaster.migrate.operation.RowSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Inserts and deletes rows: many are copied, or sent a thousand at a time. */
record RowSteps(StepRunner steps, RunContext run, StatementBatch batch) {

    /** The row of {@code COPY parcel, line 3, column id}, in the language of the server. */
    private static final Pattern LINE = Pattern.compile("COPY .*?, [^,\\d]*(\\d+)(?:,.*)?");

    /**
     * Inserts many rows: all of them or none.
     *
     * @param alone whether it needs a transaction of its own
     */
    void insert(InsertRows operation, RowSource source, boolean alone) {
        steps.flush();
        try {
            CopyTarget target = CopyTarget.read(run.connection(), StreamedRows.quotedTable(operation));
            if (target.copies() && run.connection().isWrapperFor(PGConnection.class)) {
                target.requireOverriding(operation);
                copy(operation, source);
            } else {
                begin(alone);
                list(operation, source);
                commit(alone);
            }
        } catch (SQLException e) {
            throw new StepFailedException(steps.current(), null, e);
        }
    }

    private void copy(InsertRows operation, RowSource source) {
        String sql = StreamedRows.copy(operation);
        try (CopyStream rows = source.copy()) {
            batch.copy(steps.current(), sql, rows);
        } catch (SQLException e) {
            throw new StepFailedException(steps.current(), sql, e, position(source, e));
        } catch (IOException | MigrationException e) {
            throw new StepFailedException(steps.current(), sql, e);
        }
    }

    private void list(InsertRows operation, RowSource source) {
        long done = 0;
        try (RowReader rows = source.open()) {
            Iterator<InsertRows> chunks = StreamedRows.chunks(operation, rows);
            while (chunks.hasNext()) {
                InsertRows chunk = chunks.next();
                try {
                    steps.add(run.dialect().compile(chunk, steps::inspect));
                    steps.flush();
                } catch (StepFailedException e) {
                    String where = "It is one of the rows " + (done + 1) + " to " + (done + chunk.count()) + ".";
                    throw new StepFailedException(e.step, e.sql, e.reason, where);
                }
                done += chunk.count();
            }
        }
    }

    /** Where the row is that the server refuses; {@code null} if it names none. */
    private static @Nullable String position(RowSource source, SQLException e) {
        SQLException known = SqlStates.find(e);
        Matcher line = LINE.matcher(known == null ? "" : ServerMessage.rowOfCopy(known));
        if (!line.matches() || source.file() == null) {
            return null;
        }
        try (RowReader rows = source.open()) {
            for (long i = Long.parseLong(line.group(1)); i > 0; i--) {
                if (rows.next() == null) {
                    return null;
                }
            }
            return "The row is at " + rows.position() + ".";
        }
    }

    /**
     * Deletes rows, but never more than were inserted: others have the same key.
     *
     * @param alone whether it needs a transaction of its own
     */
    void delete(DeleteRows operation, boolean alone) {
        StatementBatch.RowLimit limit = new StatementBatch.RowLimit(operation);
        try {
            begin(alone);
            delete(operation, limit);
            commit(alone);
        } catch (SQLException e) {
            throw new StepFailedException(steps.current(), null, e);
        }
    }

    private void begin(boolean alone) throws SQLException {
        if (alone) {
            run.connection().setAutoCommit(false);
        }
    }

    private void commit(boolean alone) throws SQLException {
        if (alone) {
            batch.flush();
            run.connection().commit();
            run.connection().setAutoCommit(true);
        }
    }

    private void delete(DeleteRows operation, StatementBatch.RowLimit limit) {
        RowSource source = operation.source();
        if (source == null) {
            for (SqlStatement statement : run.dialect().compile(operation, steps::inspect)) {
                batch.add(new StatementBatch.Entry(steps.current(), statement.sql(), false, limit));
            }
            return;
        }
        try (RowReader rows = source.open()) {
            Iterator<DeleteRows> chunks = StreamedRows.chunks(operation, rows);
            while (chunks.hasNext()) {
                delete(chunks.next(), limit);
                batch.flush();
            }
        }
    }
}
