package com.levymaster.migrate.dialect;

import com.levymaster.migrate.operation.CopyStream;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.RowReader;
import com.levymaster.migrate.operation.RowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of rows that are not in memory. */
public final class StreamedRows {

    private static final int CHUNK = 1000;

    private StreamedRows() {}

    /** {@code copy state (code, name) from stdin}. */
    public static String copy(InsertRows operation) {
        return "copy " + Identifiers.quote(operation.table()) + " (" + Identifiers.list(operation.columns())
                + ") from stdin";
    }

    /** The table as the server reads its name. */
    public static String quotedTable(InsertRows operation) {
        return Identifiers.quote(operation.table());
    }

    /** The same operation on a thousand rows at a time, for statements that list them. */
    public static Iterator<InsertRows> chunks(InsertRows operation, RowReader rows) {
        return new Chunks<>(rows) {
            @Override
            InsertRows of(List<List<@Nullable Object>> chunk) {
                return new InsertRows(
                        operation.table(),
                        operation.columns(),
                        chunk,
                        operation.keys(),
                        operation.overriding(),
                        null);
            }
        };
    }

    /** As {@link #chunks(InsertRows, RowReader)}. */
    public static Iterator<DeleteRows> chunks(DeleteRows operation, RowReader rows) {
        return new Chunks<>(rows) {
            @Override
            DeleteRows of(List<List<@Nullable Object>> chunk) {
                return new DeleteRows(
                        operation.table(),
                        operation.columns(),
                        chunk,
                        operation.keys(),
                        operation.overriding(),
                        null);
            }
        };
    }

    static SqlStatement insert(InsertRows operation, RowSource source) {
        return new SqlStatement(copy(operation), true, new Copied(source));
    }

    static SqlStatement delete(DeleteRows operation, RowSource source) {
        return new SqlStatement(
                SqlStatement.comment(operation.describe() + " by "
                                + String.join(", ", operation.keys()))
                        .sql(),
                true,
                new Deleted(operation, source));
    }

    /** Reads a thousand rows at a time. */
    private abstract static class Chunks<T> implements Iterator<T> {

        private final RowReader rows;
        private @Nullable Object @Nullable [] next;

        Chunks(RowReader rows) {
            this.rows = rows;
            this.next = rows.next();
        }

        abstract T of(List<List<@Nullable Object>> chunk);

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public T next() {
            List<List<@Nullable Object>> chunk = new ArrayList<>(CHUNK);
            for (@Nullable Object[] row = next; row != null; row = next) {
                if (chunk.size() == CHUNK) {
                    break;
                }
                chunk.add(Arrays.asList(row));
                next = rows.next();
            }
            return of(chunk);
        }
    }

    private record Copied(RowSource source) implements RowText {

        @Override
        public String text() {
            try (CopyStream rows = source.copy()) {
                return new String(rows.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String preview() {
            return "-- " + source.count() + (source.count() == 1 ? " row" : " rows") + "\n";
        }
    }

    private record Deleted(DeleteRows operation, RowSource source) implements RowText {

        @Override
        public String text() {
            StringBuilder text = new StringBuilder();
            try (RowReader rows = source.open()) {
                chunks(operation, rows).forEachRemaining(chunk -> RowStatements.delete(chunk)
                        .forEach(statement -> text.append(statement.script()).append("\n")));
            }
            return text.toString();
        }

        @Override
        public String preview() {
            return "";
        }
    }
}
