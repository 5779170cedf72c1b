package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.MigrationException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are read each time they are needed, and are never in memory together. Their number and a digest are known from
 * reading them once; two sources are equal if these are.
 */
public final class RowSource {

    private static final int MAX_FAULTS = 10;

    private final Supplier<RowReader> opener;
    private final @Nullable CsvFile file;
    private final long count;
    private final @Nullable String digest;

    private RowSource(Supplier<RowReader> opener, @Nullable CsvFile file, long count, @Nullable String digest) {
        this.opener = opener;
        this.file = file;
        this.count = count;
        this.digest = digest;
    }

    /**
     * Reads all rows once.
     *
     * @param opener opens them, here and each time that they are needed
     * @throws MigrationException if a row has another number of values than there are columns, or a value that cannot be stored
     */
    public static RowSource read(List<String> columns, Supplier<RowReader> opener, @Nullable CsvFile file) {
        MessageDigest sha256 = sha256();
        CopyText text = new CopyText();
        List<String> faults = new ArrayList<>();
        long count = 0;
        try (RowReader rows = opener.get()) {
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                count++;
                String fault = fault(columns, row, text);
                if (!fault.isEmpty()) {
                    if (faults.size() == MAX_FAULTS) {
                        faults.add("and perhaps more");
                        break;
                    }
                    faults.add(rows.position() + " " + fault);
                }
                sha256.update(text.bytes(), 0, text.length());
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrationException(
                    "These rows cannot be inserted: " + String.join("; ", faults) + ".",
                    "give each row a value, or null, for each of the columns " + String.join(", ", columns) + ".");
        }
        return new RowSource(opener, file, count, hex(sha256));
    }

    /** Rows that are in memory. */
    static RowSource of(List<List<@Nullable Object>> rows) {
        return new RowSource(() -> new ListReader(rows), null, rows.size(), null);
    }

    private static String fault(List<String> columns, @Nullable Object[] row, CopyText text) {
        text.clear();
        if (row.length != columns.size()) {
            return "has " + row.length + (row.length == 1 ? " value" : " values") + " for " + columns.size()
                    + (columns.size() == 1 ? " column" : " columns");
        }
        try {
            text.append(row);
            return "";
        } catch (MigrationException e) {
            return "has a value for " + faulty(columns, row) + ": " + e.problem().replaceFirst("\\.$", "");
        }
    }

    private static String faulty(List<String> columns, @Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            try {
                new CopyText().append(new @Nullable Object[] {row[i]});
            } catch (MigrationException e) {
                return "column " + columns.get(i);
            }
        }
        return "a column";
    }

    /** How many rows there are. */
    public long count() {
        return count;
    }

    /** The file that has the rows; {@code null} if Java makes them. */
    public @Nullable CsvFile file() {
        return file;
    }

    /** Opens the rows, to be read once more. */
    public RowReader open() {
        return opener.get();
    }

    /**
     * The rows in the text format of {@code copy}. At its end it fails with a {@link MigrationException} if they are not those
     * that were read when the revision was recorded.
     */
    public CopyStream copy() {
        return new CopyStream(open(), this);
    }

    /** Checks that rows which were read again are the same. */
    void requireSame(long read, MessageDigest again) {
        if (read != count || digest != null && !digest.equals(hex(again))) {
            throw new MigrationException(
                    "The rows are not those that the revision had when it was recorded: there were " + count + ", and now "
                            + (read == count ? "as many with other values" : "there are " + read) + ".",
                    "return the same rows each time that they are asked for: a new iterator or stream on each call, without"
                            + " the time or random values; or list them with .row(…).");
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Number and digest, which are part of the checksum: {@code 1000 rows, sha256 …}. */
    @Override
    public String toString() {
        return count + ", sha256 " + digest;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowSource source && count == source.count && Objects.equals(digest, source.digest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, digest);
    }

    /** Reads a list. */
    private static final class ListReader implements RowReader {

        private final List<List<@Nullable Object>> rows;
        private int read;

        ListReader(List<List<@Nullable Object>> rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            return read == rows.size() ? null : rows.get(read++).toArray();
        }

        @Override
        public String position() {
            return "row " + read;
        }

        @Override
        public void close() {}
    }
}
