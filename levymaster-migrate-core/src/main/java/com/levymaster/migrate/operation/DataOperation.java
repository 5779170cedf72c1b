package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.sql.SqlStatements;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change to rows, raw SQL, or a Java step. */
public sealed interface DataOperation extends Operation
        permits DataOperation.InsertRows,
                DataOperation.DeleteRows,
                DataOperation.Truncate,
                DataOperation.ExecuteSql,
                DataOperation.RunJava,
                Backfill {

    /** The rows that are inserted by statements; more of them are copied, which is faster. */
    int MAX_LISTED = 1000;

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of these operations. */
    interface Visitor<R> {
        R insertRows(InsertRows operation);

        R deleteRows(DeleteRows operation);

        R truncate(Truncate operation);

        R executeSql(ExecuteSql operation);

        R runJava(RunJava operation);

        R backfill(Backfill operation);
    }

    /**
     * Inserts rows.
     *
     * @param rows each as long as {@code columns}; a value may be {@code null}
     * @param keys the columns that identify a row, for the inverse; empty if there are none
     * @param overriding whether the values are also used in a column that is {@code generated always as identity}
     * @param source what has the rows instead of {@code rows}, which are empty then; {@code null} without one
     */
    record InsertRows(
            ObjectName table,
            List<String> columns,
            List<List<@Nullable Object>> rows,
            List<String> keys,
            boolean overriding,
            @Nullable RowSource source)
            implements DataOperation {

        /** Inserts rows without overriding identity columns. */
        public InsertRows(
                ObjectName table, List<String> columns, List<List<@Nullable Object>> rows, List<String> keys) {
            this(table, columns, rows, keys, false, null);
        }

        public InsertRows {
            columns = List.copyOf(columns);
            rows = copy(rows);
            keys = List.copyOf(keys);
        }

        /** How many rows are inserted. */
        public long count() {
            return source == null ? rows.size() : source.count();
        }

        /** The rows, if they are too many to be statements, and mean the same as text: they are copied. */
        public Optional<RowSource> copied() {
            return source != null
                    ? Optional.of(source)
                    : rows.size() > MAX_LISTED && rows.stream().allMatch(DataOperation::isSameAsText)
                            ? Optional.of(RowSource.of(rows))
                            : Optional.empty();
        }

        @Override
        public Operation inverse() {
            if (keys.isEmpty()) {
                throw IrreversibleException.missingHint(this, "insert(…).keyedBy(columns)");
            }
            return new DeleteRows(table, columns, rows, keys, overriding, source);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before;
        }

        @Override
        public String describe() {
            return "insert " + count() + (count() == 1 ? " row" : " rows") + " into " + table + ofFile(source);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.insertRows(this);
        }
    }

    /**
     * Deletes inserted rows by their keys; the inverse of an insert.
     *
     * @param source what has the rows instead of {@code rows}, which are empty then; {@code null} without one
     */
    record DeleteRows(
            ObjectName table,
            List<String> columns,
            List<List<@Nullable Object>> rows,
            List<String> keys,
            boolean overriding,
            @Nullable RowSource source)
            implements DataOperation {

        /** Deletes rows that were inserted without overriding identity columns. */
        public DeleteRows(
                ObjectName table, List<String> columns, List<List<@Nullable Object>> rows, List<String> keys) {
            this(table, columns, rows, keys, false, null);
        }

        public DeleteRows {
            columns = List.copyOf(columns);
            rows = copy(rows);
            keys = List.copyOf(keys);
        }

        /** How many rows are deleted. */
        public long count() {
            return source == null ? rows.size() : source.count();
        }

        @Override
        public Operation inverse() {
            return new InsertRows(table, columns, rows, keys, overriding, source);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before;
        }

        @Override
        public String describe() {
            return "delete " + count() + (count() == 1 ? " row" : " rows") + " from " + table;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.deleteRows(this);
        }
    }

    /**
     * Deletes all rows of tables; irreversible.
     */
    record Truncate(List<ObjectName> tables, boolean cascade) implements DataOperation {

        public Truncate {
            tables = List.copyOf(tables);
        }

        @Override
        public Operation inverse() {
            throw IrreversibleException.withoutInverse(this, "truncated rows are not stored");
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before;
        }

        @Override
        public String describe() {
            return "truncate "
                    + tables.stream()
                            .map(ObjectName::toString)
                            .reduce((a, b) -> a + ", " + b)
                            .orElse("");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.truncate(this);
        }
    }

    /**
     * Runs unchanged SQL text, statement by statement.
     *
     * @param down the text that reverts it; {@code null} if there is none
     * @param source where it is written, such as {@code V7__rates.sql:12}; {@code null} if in the revision itself
     * @param rows what a {@code copy … from stdin} reads; {@code null} for other SQL
     */
    record ExecuteSql(
            String sql,
            @Nullable String down,
            @Nullable String source,
            @Nullable CopyRows rows) implements DataOperation {

        /** SQL that is written in the revision itself. */
        public ExecuteSql(String sql, @Nullable String down) {
            this(sql, down, null, null);
        }

        @Override
        public Operation inverse() {
            if (down == null) {
                throw IrreversibleException.missingHint(this, "execute(sql).reversedBy(sql)");
            }
            return new ExecuteSql(down, sql, source, null);
        }

        /**
         * What identifies SQL of a file: not its place in the file, and neither comments nor layout between its tokens. Equal to
         * this operation if the SQL is written in the revision itself.
         */
        public ExecuteSql identity() {
            return source == null
                    ? this
                    : new ExecuteSql(
                            SqlStatements.canonical(sql),
                            down == null ? null : SqlStatements.canonical(down),
                            null,
                            rows);
        }

        /** The same with the line ends of the file: checksums were once computed from it. */
        public ExecuteSql formerIdentity() {
            return source == null
                    ? this
                    : new ExecuteSql(
                            SqlStatements.canonicalWithLineEnds(sql),
                            down == null ? null : SqlStatements.canonicalWithLineEnds(down),
                            null,
                            rows == null ? null : rows.withLineEnds());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before;
        }

        @Override
        public String describe() {
            return "execute " + SchemaEffects.firstLine(sql) + (source == null ? "" : " (" + source + ")");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.executeSql(this);
        }
    }

    /**
     * Runs Java on the connection of the run.
     *
     * @param reverse the step that reverts it; {@code null} if there is none
     */
    record RunJava(
            String description, DataStep step, @Nullable DataStep reverse) implements DataOperation {

        private static final String UNDO = "undo: ";

        @Override
        public Operation inverse() {
            if (reverse == null) {
                throw IrreversibleException.missingHint(this, "data(…).reversedBy(…)");
            }
            String name = description.startsWith(UNDO) ? description.substring(UNDO.length()) : UNDO + description;
            return new RunJava(name, reverse, step);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before;
        }

        @Override
        public String describe() {
            return PrintableText.line(description);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.runJava(this);
        }
    }

    private static boolean isSameAsText(List<@Nullable Object> row) {
        return row.stream()
                .noneMatch(value -> value instanceof DefaultValue.Expression
                        || value instanceof DefaultValue.NumberLiteral literal && isFraction(literal.value())
                        || value instanceof Number number && isFraction(number));
    }

    /** The server rounds {@code 1.0} for an integer column, and does not read the text as one; {@code money} reads it by locale. */
    private static boolean isFraction(Number number) {
        return number instanceof BigDecimal decimal
                ? decimal.scale() > 0
                : !(number instanceof Integer
                        || number instanceof Long
                        || number instanceof Short
                        || number instanceof Byte
                        || number instanceof BigInteger);
    }

    private static String ofFile(@Nullable RowSource source) {
        CsvFile file = source == null ? null : source.file();
        return file == null ? "" : " from " + PrintableText.line(file.location());
    }

    /** Rows may contain nulls, which {@link List#copyOf} would refuse. */
    private static List<List<@Nullable Object>> copy(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> copies = new ArrayList<>(rows.size());
        rows.forEach(row -> copies.add(Collections.unmodifiableList(new ArrayList<>(row))));
        return List.copyOf(copies);
    }
}
