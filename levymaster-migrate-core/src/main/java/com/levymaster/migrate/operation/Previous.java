package com.levymaster.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * The value before a change. An operation without a known previous value has no {@code Previous} at all; one that
 * knows that there was no value has a {@code Previous} of {@code null}.
 */
public record Previous<T>(@Nullable T value) {

    /** Wraps the previous value; {@code null} means that there was none. */
    public static <T> Previous<T> of(@Nullable T value) {
        return new Previous<>(value);
    }
}
