package com.levymaster.migrate.operation;

import java.util.zip.CRC32;

/** Identifies the rows of a {@code copy}, computed while they are read. */
public final class RowsDigest {

    private final CRC32 written = new CRC32();
    private final CRC32 unix = new CRC32();
    private long lines;
    /** Where a return and a line end of Windows become one line end. */
    private long joined;

    private boolean afterReturns;
    private boolean afterReturn;
    private boolean withinLine;

    /** Adds the next bytes. */
    public void update(byte[] bytes, int offset, int length) {
        written.update(bytes, offset, length);
        int from = offset;
        for (int at = offset; at < offset + length; at++) {
            byte each = bytes[at];
            if (afterReturn && each != '\n') {
                unix.update('\r');
            }
            if (each == '\r') {
                unix.update(bytes, from, at - from);
                from = at + 1;
            }
            joined += each == '\n' && afterReturns ? 1 : 0;
            boolean ends = each == '\r' || each == '\n' && !afterReturn;
            lines += ends ? 1 : 0;
            withinLine = each != '\r' && each != '\n';
            afterReturns = each == '\r' && afterReturn;
            afterReturn = each == '\r';
        }
        unix.update(bytes, from, offset + length - from);
    }

    /** What identifies the rows, whichever line ends the file has. */
    String text() {
        CRC32 all = unix;
        if (afterReturn) {
            all.update('\r');
            afterReturn = false;
        }
        return text(all, lines - joined);
    }

    /** The same with the line ends of the file. */
    String textWithLineEnds() {
        return text(written, lines);
    }

    private String text(CRC32 digest, long ended) {
        return (ended + (withinLine ? 1 : 0)) + " lines, " + Long.toHexString(digest.getValue());
    }
}
