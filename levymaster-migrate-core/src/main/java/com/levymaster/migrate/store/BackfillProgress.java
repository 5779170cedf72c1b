package com.levymaster.migrate.store;

import com.levymaster.migrate.error.PrintableText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is.
 *
 * @param revision its id
 * @param step such as {@code upgrade 2.1}
 * @param description what it does
 * @param digest of what it changes, by which an edit is noticed
 * @param position the key of the last row, or the page, up to which the current pass has come; {@code null} at its begin
 * @param pass over the table, counted from 1
 * @param batches how many are committed
 * @param rows how many were changed
 * @param visited how much of the table the current pass has gone over, in rows or pages
 * @param total the estimated size of the table, in the same unit; 0 if it is not known
 * @param rowsPerSecond since the current run began with it
 * @param remaining the estimated time; {@code null} if it is not known
 * @param finished whether all is done
 */
public record BackfillProgress(
        String revision,
        String step,
        String description,
        String digest,
        @Nullable List<String> position,
        int pass,
        long batches,
        long rows,
        long visited,
        long total,
        long rowsPerSecond,
        @Nullable Duration remaining,
        boolean finished) {

    public BackfillProgress {
        position = position == null ? null : List.copyOf(position);
    }

    /** A backfill that begins. */
    public static BackfillProgress start(String revision, String step, String description, String digest, long total) {
        return new BackfillProgress(revision, step, description, digest, null, 1, 0, 0, 0, total, 0, null, false);
    }

    /** The next pass over the table. */
    public BackfillProgress nextPass(long size) {
        return new BackfillProgress(
                revision,
                step,
                description,
                digest,
                null,
                pass + 1,
                batches,
                rows,
                0,
                size,
                rowsPerSecond,
                null,
                false);
    }

    /** After one more batch. */
    public BackfillProgress after(
            @Nullable List<String> to, long changed, long passed, long rate, @Nullable Duration left) {
        return new BackfillProgress(
                revision,
                step,
                description,
                digest,
                to,
                pass,
                batches + 1,
                rows + changed,
                visited + passed,
                total,
                rate,
                left,
                finished);
    }

    /** Such as {@code 55,000 rows, 42,000 rows/s, 12 s left}. */
    public String summary() {
        return String.format(Locale.ROOT, "%,d %s, %,d rows/s", rows, rows == 1 ? "row" : "rows", rowsPerSecond)
                + (remaining == null ? "" : ", " + left(remaining) + " left");
    }

    private static String left(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        return seconds < 120
                ? seconds + " s"
                : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** Such as {@code backfill property taxable_value: 55,000 rows, 42,000 rows/s, 12 s left}. */
    @Override
    public String toString() {
        return PrintableText.line(description) + ": " + summary();
    }
}
