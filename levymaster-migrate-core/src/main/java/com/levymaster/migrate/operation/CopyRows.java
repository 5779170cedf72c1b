package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.MigrationException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The rows that a {@code copy … from stdin} reads, without {@code \.} at their end. Those of a file are read when they are sent. */
public final class CopyRows {

    private final String name;
    private final Source source;
    private final String digest;
    private final String formerDigest;

    /** Where rows are. */
    @FunctionalInterface
    public interface Source {

        /** Opens the rows, in UTF-8. */
        InputStream open() throws IOException;
    }

    /**
     * Rows that are read again whenever they are sent.
     *
     * @param name of their file
     * @param digest of all of them, computed when the file was read
     */
    public CopyRows(String name, Source source, RowsDigest digest) {
        this(name, source, digest.text(), digest.textWithLineEnds());
    }

    private CopyRows(String name, Source source, String digest, String formerDigest) {
        this.name = name;
        this.source = source;
        this.digest = digest;
        this.formerDigest = formerDigest;
    }

    /** Rows that are text. */
    public static CopyRows of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        RowsDigest digest = new RowsDigest();
        digest.update(bytes, 0, bytes.length);
        return new CopyRows("the text", () -> new ByteArrayInputStream(bytes), digest);
    }

    /**
     * Opens the rows, in UTF-8.
     *
     * @return ends with a {@link ChangedException} if they are not those that were read before
     */
    public InputStream open() throws IOException {
        return new Verified(source.open());
    }

    /** How many lines they have. */
    public long lines() {
        return Long.parseLong(digest.substring(0, digest.indexOf(' ')));
    }

    /** The rows in memory. */
    public String text() {
        try (InputStream in = open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What identifies the rows, whichever line ends the file has. */
    public String digest() {
        return digest;
    }

    /** The same rows, identified with the line ends of the file: checksums were once computed from it. */
    CopyRows withLineEnds() {
        return new CopyRows(name, source, formerDigest, formerDigest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CopyRows rows && rows.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return digest;
    }

    /** The rows are not those that were read before. */
    public static final class ChangedException extends MigrationException {

        @Serial
        private static final long serialVersionUID = 1L;

        private ChangedException(String problem, String remedy) {
            super(problem, remedy);
        }
    }

    /** Ends as it should only if the rows are those that were read before. */
    private final class Verified extends FilterInputStream {

        private final RowsDigest found = new RowsDigest();

        Verified(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0) {
                verify();
            } else {
                found.update(buffer, offset, count);
            }
            return count;
        }

        private void verify() {
            String now = found.textWithLineEnds();
            if (!now.equals(formerDigest)) {
                throw new ChangedException(
                        name + " was changed after it was read: its rows were " + formerDigest + ", and are " + now
                                + " now.",
                        "run the command again with the file as it is to be.");
            }
        }
    }
}
