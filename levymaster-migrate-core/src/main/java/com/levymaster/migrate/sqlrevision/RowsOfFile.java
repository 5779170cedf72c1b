package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.operation.CopyRows;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a copy, where they stand in a file.
 *
 * @param from index of the first byte
 * @param to index after the last byte
 * @param placeholders those that are replaced; {@code null} if there are none in the rows
 */
record RowsOfFile(
        SqlFile file, long from, long to, @Nullable Placeholders placeholders) implements CopyRows.Source {

    /** A file that has become too short has no rows here. */
    @Override
    public InputStream open() throws IOException {
        InputStream in = file.open();
        try {
            in.skipNBytes(from);
        } catch (EOFException e) {
            in.close();
            return InputStream.nullInputStream();
        }
        InputStream part = new Part(in, to - from);
        return placeholders == null ? part : new Replaced(new ByteLines(part), placeholders);
    }

    /** The next bytes of a stream. */
    private static final class Part extends FilterInputStream {

        private long left;

        Part(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = left == 0 ? -1 : super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }

    /** Rows with the values of placeholders. */
    private static final class Replaced extends InputStream {

        private final ByteLines lines;
        private final Placeholders placeholders;
        private byte[] line = new byte[0];
        private int position;

        Replaced(ByteLines lines, Placeholders placeholders) {
            this.lines = lines;
            this.placeholders = placeholders;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            while (position == line.length) {
                if (!lines.next()) {
                    return -1;
                }
                line = placeholders.replacedIn(lines.text()).getBytes(StandardCharsets.UTF_8);
                position = 0;
            }
            int count = Math.min(length, line.length - position);
            System.arraycopy(line, position, buffer, offset, count);
            position += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
