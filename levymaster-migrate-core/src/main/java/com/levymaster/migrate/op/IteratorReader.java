package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.RowReader;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what an author's iterator returns. */
final class IteratorReader implements RowReader {

    private final Iterator<? extends @Nullable Object[]> rows;
    private final @Nullable AutoCloseable owner;
    private long read;

    private IteratorReader(Iterator<? extends @Nullable Object[]> rows, @Nullable AutoCloseable owner) {
        this.rows = rows;
        this.owner = owner;
    }

    static IteratorReader of(Iterable<? extends @Nullable Object[]> rows) {
        Iterator<? extends @Nullable Object[]> iterator = rows.iterator();
        return new IteratorReader(iterator, iterator instanceof AutoCloseable closeable ? closeable : null);
    }

    static IteratorReader of(Supplier<? extends Stream<? extends @Nullable Object[]>> rows) {
        Stream<? extends @Nullable Object[]> stream = rows.get();
        try {
            return new IteratorReader(stream.iterator(), stream);
        } catch (IllegalStateException e) {
            throw new MigrationException(
                    "The rows are a stream that was read before.",
                    "return a new stream on each call: the rows are read when the revision is recorded, and when it runs.",
                    e);
        }
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        if (!rows.hasNext()) {
            return null;
        }
        read++;
        return rows.next();
    }

    @Override
    public String position() {
        return "row " + read;
    }

    @Override
    public void close() {
        try {
            if (owner != null) {
                owner.close();
            }
        } catch (Exception e) {
            throw new MigrationException("The rows could not be closed: " + e, "see the cause.", e);
        }
    }
}
