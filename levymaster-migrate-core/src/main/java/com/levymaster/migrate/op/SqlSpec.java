package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import org.jspecify.annotations.Nullable;

/** SQL text, and its way back. */
public final class SqlSpec implements OperationBuilder {

    private final String sql;
    private @Nullable String down;

    SqlSpec(String sql) {
        this.sql = sql;
    }

    /** The SQL text that takes it back. */
    public void reversedBy(String reversal) {
        down = reversal;
    }

    @Override
    public Operation build() {
        return new ExecuteSql(sql, down);
    }
}
