package com.levymaster.migrate.operation;

import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The rows of a source in the text format of {@code copy}, encoded as they are read. */
public final class CopyStream extends InputStream {

    private static final int CHUNK = 64 * 1024;

    private final RowReader rows;
    private final RowSource source;
    private final MessageDigest sha256 = RowSource.sha256();
    private final CopyText text = new CopyText();
    private int position;
    private long count;
    private boolean ended;

    CopyStream(RowReader rows, RowSource source) {
        this.rows = rows;
        this.source = source;
    }

    @Override
    public int read() {
        return fill() ? text.bytes()[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, text.length() - position);
        System.arraycopy(text.bytes(), position, into, offset, n);
        position += n;
        return n;
    }

    /** Whether there is something to read, which is encoded now if it has to be. */
    private boolean fill() {
        if (position < text.length()) {
            return true;
        }
        position = 0;
        text.clear();
        while (!ended && text.length() < CHUNK) {
            @Nullable Object @Nullable [] row = rows.next();
            if (row == null) {
                ended = true;
            } else {
                count++;
                text.append(row);
            }
        }
        sha256.update(text.bytes(), 0, text.length());
        if (text.length() == 0) {
            source.requireSame(count, sha256);
        }
        return text.length() > 0;
    }

    @Override
    public void close() {
        rows.close();
    }
}
