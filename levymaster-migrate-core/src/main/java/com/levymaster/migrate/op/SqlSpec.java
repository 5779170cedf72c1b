package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.CopyRows;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import org.jspecify.annotations.Nullable;

/** SQL with an optional inverse: {@code op.execute("…").reversedBy("…")}. */
public final class SqlSpec implements OperationBuilder {

    private final String sql;
    private @Nullable String down;
    private @Nullable String source;
    private @Nullable CopyRows rows;

    SqlSpec(String sql) {
        this.sql = sql;
    }

    /** Sets the SQL that reverts it. Required for undo; a blank text is refused. */
    public void reversedBy(String reversal) {
        down = reversal;
    }

    /**
     * Names where the SQL is written if that is not the revision, such as {@code "rates.sql:12"}: plans and failures show
     * it. The checksum of the revision then ignores comments and layout of the SQL.
     */
    public SqlSpec from(String fileAndLine) {
        source = fileAndLine;
        return this;
    }

    /**
     * As {@link #from(String)}, of a {@code copy … from stdin} with its rows.
     *
     * @param copied as {@code copy} reads them, without {@code \\.} at their end
     */
    public SqlSpec from(String fileAndLine, String copied) {
        return from(fileAndLine, CopyRows.of(copied));
    }

    /** As {@link #from(String, String)}, of rows that are read when they are sent. */
    public SqlSpec from(String fileAndLine, CopyRows copied) {
        source = fileAndLine;
        rows = copied;
        return this;
    }

    @Override
    public Operation build() {
        return new ExecuteSql(sql, down, source, rows);
    }
}
