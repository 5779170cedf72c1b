package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.operation.ControlOperation.NoOp;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes the rows of a table in batches, each in a transaction of its own.
 *
 * @param reverse what the inverse changes; {@code null} if there is none
 * @param kept whether the inverse leaves the rows as they are
 * @param batchSize how many rows of the table a batch goes over
 * @param pause between two batches; {@code null} for that of the settings
 */
public record Backfill(
        ObjectName table,
        Change change,
        @Nullable Change reverse,
        boolean kept,
        int batchSize,
        @Nullable Duration pause)
        implements DataOperation {

    /** The rows of a batch, unless the revision states another number. */
    public static final int DEFAULT_BATCH_SIZE = 5_000;

    /**
     * What is done to each row, in SQL or in Java.
     *
     * @param assignments empty if it is done in Java
     * @param where the condition of the rows to change; {@code null} for all
     * @param staysTrue whether rows may match the condition after they were changed
     * @param description of the Java step; {@code null} without one
     * @param step the Java step; {@code null} without one
     */
    public record Change(
            List<Assignment> assignments,
            @Nullable String where,
            boolean staysTrue,
            @Nullable String description,
            @Nullable BackfillStep step) {

        public Change {
            assignments = List.copyOf(assignments);
        }

        /** Whether a row that was changed must not match the condition any more: then it can be told which rows are done. */
        public boolean endsItself() {
            return where != null && !staysTrue && (step != null || mentionsChangedColumn(where));
        }

        /**
         * Whether it can change each row once without a key: what SQL has changed is known, wherever the rows are then, and none
         * of them matches any more.
         */
        public boolean needsNoKey() {
            return step == null && endsItself();
        }

        /** Whether it changes one of these columns, which are its key, so that a changed row may come again. */
        public boolean movesWithin(List<String> key) {
            return !endsItself() && assignments.stream().anyMatch(a -> key.contains(a.column()));
        }

        /** Whether the only rows that it changes have no value yet in the only column that it changes. */
        public boolean fillsNulls() {
            return where != null
                    && assignments.size() == 1
                    && where.strip().equalsIgnoreCase(assignments.get(0).column() + " is null");
        }

        private boolean mentionsChangedColumn(String condition) {
            return SqlTokens.flat(condition).tokens().stream()
                    .anyMatch(token -> assignments.stream().anyMatch(a -> token.isIdentifier(a.column())));
        }

        private String describe(ObjectName table) {
            return (description == null
                            ? "backfill " + table + " "
                                    + assignments.stream()
                                            .map(Assignment::column)
                                            .collect(Collectors.joining(", "))
                            : "backfill " + table + ": " + PrintableText.line(description))
                    + (where == null ? "" : " where " + PrintableText.line(where));
        }
    }

    /** A column and the SQL expression of its new value. */
    public record Assignment(String column, String expression) {}

    @Override
    public Operation inverse() {
        if (kept) {
            return new NoOp(this);
        }
        if (reverse == null) {
            throw IrreversibleException.missingHint(this, "backfill(…).reversedBy(…) or .keptOnUndo()");
        }
        return new Backfill(table, reverse, change, false, batchSize, pause);
    }

    /** What is changed, without what only governs how fast: that may be tuned at any time. */
    public Backfill identity() {
        return new Backfill(table, change, reverse, kept, DEFAULT_BATCH_SIZE, null);
    }

    @Override
    public DatabaseSchema applyTo(DatabaseSchema before) {
        return before;
    }

    @Override
    public String describe() {
        return change.describe(table) + ", in batches of " + batchSize;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.backfill(this);
    }
}
