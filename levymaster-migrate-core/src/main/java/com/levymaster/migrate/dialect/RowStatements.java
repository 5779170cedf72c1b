package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.list;
import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes inserts and deletes of rows, many rows per statement. */
final class RowStatements {

    /** Rows per statement: few enough for the parser, enough to make round trips negligible. */
    private static final int MAX_ROWS = 1000;

    private static final int MAX_CHARACTERS = 256 * 1024;

    private RowStatements() {}

    static List<SqlStatement> insert(DataOperation.InsertRows operation) {
        validate(operation.table(), operation.columns(), operation.rows());
        String head = "insert into " + quote(operation.table()) + " (" + list(operation.columns()) + ")"
                + (operation.overriding() ? " overriding system value" : "") + " values\n  ";
        return batches(operation.rows(), RowStatements::tuple).stream()
                .map(batch -> SqlStatement.of(head + String.join(",\n  ", batch)))
                .toList();
    }

    static List<SqlStatement> delete(DataOperation.DeleteRows operation) {
        validate(operation.table(), operation.columns(), operation.rows());
        String head = "delete from " + quote(operation.table()) + " where ";
        List<Integer> keys =
                operation.keys().stream().map(key -> indexOf(operation, key)).toList();
        return batches(operation.rows(), row -> condition(operation, keys, row)).stream()
                .map(batch -> SqlStatement.of(head + String.join("\n  or ", batch)))
                .toList();
    }

    private static String tuple(List<@Nullable Object> row) {
        return row.stream().map(Literals::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String condition(
            DataOperation.DeleteRows operation, List<Integer> keys, List<@Nullable Object> row) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> {
                    Object value = row.get(keys.get(i));
                    String column = quote(operation.keys().get(i));
                    return value == null ? column + " is null" : column + " = " + Literals.literal(value);
                })
                .collect(Collectors.joining(" and "));
    }

    private static int indexOf(DataOperation.DeleteRows operation, String key) {
        int index = operation.columns().indexOf(key);
        if (index < 0) {
            throw new MigrationException(
                    "The rows of " + operation.table() + " are identified by " + key
                            + ", which is not among their columns " + operation.columns() + ".",
                    "name a key column for which the rows have a value");
        }
        return index;
    }

    private static List<List<String>> batches(
            List<List<@Nullable Object>> rows, Function<List<@Nullable Object>, String> text) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        int characters = 0;
        for (List<@Nullable Object> row : rows) {
            String next = text.apply(row);
            if (!batch.isEmpty() && (batch.size() == MAX_ROWS || characters + next.length() > MAX_CHARACTERS)) {
                batches.add(batch);
                batch = new ArrayList<>();
                characters = 0;
            }
            batch.add(next);
            characters += next.length();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static void validate(ObjectName table, List<String> columns, List<List<@Nullable Object>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != columns.size()) {
                throw new MigrationException(
                        "Row " + (i + 1) + " for " + table + " has "
                                + rows.get(i).size() + " values for " + columns.size() + " columns " + columns + ".",
                        "give each row one value for each column, null included");
            }
        }
    }
}
