package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts rows: {@code op.insert("state").columns("code", "name").row("WA", "Washington").keyedBy("code")}. */
public final class InsertSpec implements OperationBuilder {

    private final ObjectName table;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private @Nullable List<String> columns;
    private List<String> keys = List.of();
    private boolean overriding;

    InsertSpec(ObjectName table) {
        this.table = table;
    }

    public InsertSpec columns(String... names) {
        OperationBuilder.requireUnset(columns, "insert(\"" + table + "\")", ".columns(…)");
        columns = List.of(names);
        return this;
    }

    /** A row's values in the order of the columns; a value may be null. */
    public InsertSpec row(@Nullable Object... values) {
        rows.add(new ArrayList<>(Arrays.asList(values)));
        return this;
    }

    /** The columns that tell the rows apart, so that undoing can delete them. */
    public InsertSpec keyedBy(String... names) {
        OperationBuilder.requireUnset(keys, "insert(\"" + table + "\")", ".keyedBy(…)");
        keys = List.of(names);
        return this;
    }

    /** The values count even in a column that is {@code generated always as identity}. */
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
                                + " columns: " + row,
                        "give a value, or null, for each of " + into);
            }
        }
        return new InsertRows(table, into, rows, keys, overriding);
    }
}
