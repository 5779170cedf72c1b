package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.CsvFile;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.RowReader;
import com.levymaster.migrate.operation.RowSource;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows: {@code op.insert("state").columns("code", "name").row("WA", "Washington").keyedBy("code")}. The columns
 * and at least one row are required.
 *
 * <p>More than 1,000 rows, and those of {@link #rows(Iterable)} and {@link #csv(String)}, are sent by {@code copy}, unless the
 * table does not permit it: a view, a table with rules, or with row level security for the role. They are inserted by
 * statements then; so are listed rows with an expression, or with a number with a fraction, such as {@code 1.0}, which an
 * integer column rounds only in an insert.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-insert.html">PostgreSQL: INSERT</a>
 */
public final class InsertSpec implements OperationBuilder {

    private final ObjectName table;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private @Nullable List<String> columns;
    private List<String> keys = List.of();
    private boolean overriding;
    private @Nullable Supplier<RowReader> reader;
    private @Nullable CsvFile file;

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
     * Adds any number of rows, which are never in memory together: {@code op.insert("parcel").columns("id", "name").rows(() ->
     * parcels.iterator())}. They are read once when the revision is recorded, to check them, and once when it runs, and must be
     * the same both times; the checksum of the revision contains their number and a digest. An iterator that is {@link
     * AutoCloseable} is closed.
     */
    public InsertSpec rows(Iterable<? extends @Nullable Object[]> rows) {
        return from(() -> IteratorReader.of(rows));
    }

    /** As {@link #rows(Iterable)}, of a stream that is opened each time, and closed. */
    public InsertSpec rows(Supplier<? extends Stream<? extends @Nullable Object[]>> rows) {
        return from(() -> IteratorReader.of(rows));
    }

    /**
     * Adds the rows of a CSV file of the class path, {@code op.insert("parcel").csv("db/parcels.csv").keyedBy("id")}: UTF-8,
     * values separated by commas, and the names of the columns on the first line. A value that is empty and not quoted is null.
     * {@link #columns} is only needed to insert some of the columns. The checksum of the revision contains the number and a
     * digest of the rows.
     */
    public InsertSpec csv(String location) {
        return csv(location, spec -> {});
    }

    /** As {@link #csv(String)}, of a file that is written otherwise: {@code csv("db/rates.csv", f -> f.separator(';'))}. */
    public InsertSpec csv(String location, Consumer<CsvSpec> options) {
        CsvSpec spec = new CsvSpec(location);
        options.accept(spec);
        OperationBuilder.requireUnset(file, "insert(\"" + table + "\")", ".csv(…)");
        file = spec.build();
        return this;
    }

    private InsertSpec from(Supplier<RowReader> rowReader) {
        OperationBuilder.requireUnset(reader, "insert(\"" + table + "\")", ".rows(…)");
        reader = rowReader;
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
        if (Stream.of(reader, file, rows.isEmpty() ? null : rows)
                        .filter(given -> given != null)
                        .count()
                > 1) {
            throw new MigrationException(
                    "insert(\"" + table + "\") has rows of several kinds",
                    "use one of .row(…), .rows(…) and .csv(…), and one insert for each");
        }
        CsvFile csv = file;
        if (csv != null) {
            List<String> names = columns == null ? csv.header() : columns;
            return streamed(names, () -> csv.open(names));
        }
        List<String> into = OperationBuilder.require(columns, "insert(\"" + table + "\")", ".columns(names)");
        if (reader != null) {
            return streamed(into, reader);
        }
        for (List<@Nullable Object> row : rows) {
            if (row.size() != into.size()) {
                throw new MigrationException(
                        "insert(\"" + table + "\") has a row of " + row.size() + " values for " + into.size()
                                + " columns",
                        "give a value, or null, for each of " + into);
            }
        }
        return new InsertRows(table, into, rows, keys, overriding, null);
    }

    private Operation streamed(List<String> names, Supplier<RowReader> opener) {
        return new InsertRows(table, names, List.of(), keys, overriding, RowSource.read(names, opener, file));
    }
}
