package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows: {@code op.insert("state").columns("code", "name").row("WA", "Washington").keyedBy("code")}. The columns
 * and at least one row are required. Many rows are sent in few statements.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-insert.html">PostgreSQL: INSERT</a>
 */
public final class InsertSpec implements OperationBuilder {

    private final ObjectName table;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private @Nullable List<String> columns;
    private List<String> keys = List.of();
    private boolean overriding;

    InsertSpec(ObjectName table) {
        this.table = table;
    }

    /** The columns that get values: {@code insert into state (code, name) values …}. Required, once. */
    public InsertSpec columns(String... names) {
        OperationBuilder.requireUnset(columns, "insert(\"" + table + "\")", ".columns(…)");
        columns = List.of(names);
        return this;
    }

    /**
     * Adds a row: its values in the order of the columns, null included. Another number of values than columns is
     * refused.
     */
    public InsertSpec row(@Nullable Object... values) {
        rows.add(new ArrayList<>(Arrays.asList(values)));
        return this;
    }

    /**
     * The columns that identify the rows, so that undo can delete them: {@code delete from state where code = 'WA'}.
     * Required for undo; they must be among the inserted columns. Undo is refused if they also identify other rows.
     */
    public InsertSpec keyedBy(String... names) {
        OperationBuilder.requireUnset(keys, "insert(\"" + table + "\")", ".keyedBy(…)");
        keys = List.of(names);
        return this;
    }

    /** Inserts values into columns that are {@code generated always as identity}: {@code overriding system value}. */
    public InsertSpec overridingSystemValue() {
        overriding = true;
        return this;
    }

    @Override
    public Operation build() {
        List<String> into = OperationBuilder.require(columns, "insert(\"" + table + "\")", ".columns(names)");
        for (List<@Nullable Object> row : rows) {
            if (row.size() != into.size()) {
                throw new MigrationException(
                        "insert(\"" + table + "\") has a row of " + row.size() + " values for " + into.size()
                                + " columns",
                        "give a value, or null, for each of " + into);
            }
        }
        return new InsertRows(table, into, rows, keys, overriding);
    }
}
