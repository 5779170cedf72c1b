package com.levymaster.migrate.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Says what happened and where, and what to do next. The base of every exception that this library throws on purpose;
 * anything else that escapes is a defect of ours.
 *
 * <p>The message reads as an article does: the {@linkplain #problem() problem} first, the {@linkplain #remedy() remedy}
 * last, after {@code What to do:}.
 */
public class MigrationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    public MigrationException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public MigrationException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem + System.lineSeparator() + "  What to do: " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** What happened and where, with the user's own names; may have several lines. */
    public final String problem() {
        return problem;
    }

    /** What the user can do next, as an imperative sentence. */
    public final String remedy() {
        return remedy;
    }
}
