package com.levymaster.migrate.sqlrevision;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a file in UTF-8, one at a time. */
final class ByteLines implements Closeable {

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] line = new byte[1 << 10];
    private int length;
    private long end;
    private int number;

    ByteLines(InputStream in) {
        this.in = in;
    }

    /** Reads the next line; returns whether there is one. */
    boolean next() throws IOException {
        length = 0;
        number++;
        while (position < limit || fill()) {
            int from = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            boolean isWhole = position < limit;
            position += isWhole ? 1 : 0;
            append(from);
            if (isWhole) {
                return true;
            }
        }
        return length > 0;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = in.read(buffer);
        return limit > 0;
    }

    private void append(int from) {
        int added = position - from;
        if (length + added > line.length) {
            line = Arrays.copyOf(line, Math.max(length + added, 2 * line.length));
        }
        System.arraycopy(buffer, from, line, length, added);
        length += added;
        end += added;
    }

    /** The bytes of the line with its end; valid up to {@link #length()}, until the next line. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** The number of the line, from 1. */
    int number() {
        return number;
    }

    /** How many bytes were read up to the end of the line. */
    long end() {
        return end;
    }

    /** Whether the line is text without NUL, and where it is not: the column from 1, or 0. */
    int firstFault() {
        boolean ascii = true;
        for (int i = 0; i < length; i++) {
            if (line[i] == 0) {
                return text(i).length() + 1;
            }
            ascii &= line[i] > 0;
        }
        if (ascii) {
            return 0;
        }
        CharBuffer out = CharBuffer.allocate(length);
        boolean isError = decoder.reset()
                .decode(ByteBuffer.wrap(line, 0, length), out, true)
                .isError();
        return isError ? out.position() + 1 : 0;
    }

    /** The text of the line with its end. */
    String text() {
        return text(length);
    }

    private String text(int to) {
        return new String(line, 0, to, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
