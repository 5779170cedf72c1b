package com.levymaster.migrate.runner;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A step could not be carried out; becomes a {@link RevisionFailedException} where the rest of the story is known. */
final class StepFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    final int step;
    final @Nullable String sql;
    final Throwable reason;

    /** Whether it is a statement of ours, which records what the revision does. */
    final boolean recording;

    /** What else is known; {@code null} for nothing. */
    final @Nullable String hint;

    StepFailedException(int step, @Nullable String sql, Throwable reason) {
        this(step, sql, reason, false, null);
    }

    StepFailedException(int step, @Nullable String sql, Throwable reason, boolean recording) {
        this(step, sql, reason, recording, null);
    }

    StepFailedException(int step, @Nullable String sql, Throwable reason, @Nullable String hint) {
        this(step, sql, reason, false, hint);
    }

    private StepFailedException(
            int step, @Nullable String sql, Throwable reason, boolean recording, @Nullable String hint) {
        super(reason);
        this.hint = hint;
        this.recording = recording;
        this.step = step;
        this.sql = sql;
        this.reason = reason;
    }
}
