package com.levymaster.migrate.operation;

import org.jspecify.annotations.Nullable;

/** Reads rows one after the other. */
public interface RowReader extends AutoCloseable {

    /** The values of the next row; {@code null} at the end. */
    @Nullable Object @Nullable [] next();

    /** Where the row is that was read last, such as {@code row 17} or {@code rates.csv:18}. */
    String position();

    @Override
    void close();
}
