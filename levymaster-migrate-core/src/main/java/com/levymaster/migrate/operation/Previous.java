package com.levymaster.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * What there was before a change. A change that does not know its past has no {@code Was} at all; one that knows that
 * there was nothing has a {@code Was} of {@code null}.
 */
public record Previous<T>(@Nullable T value) {

    /** Wraps the previous value; {@code null} means that there was none. */
    public static <T> Previous<T> of(@Nullable T value) {
        return new Previous<>(value);
    }
}
