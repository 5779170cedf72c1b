package com.levymaster.migrate.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The base of every exception that this library throws deliberately; any other exception is a defect of the library.
 *
 * <p>The message consists of the {@linkplain #problem() problem} and, after {@code What to do:}, the
 * {@linkplain #remedy() remedy}.
 */
public class MigrationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /** Creates an exception without a cause. */
    public MigrationException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    /**
     * Creates an exception. Characters of the texts that are not printable are escaped; commands are
     * named as those of the application, see {@link CommandName}.
     *
     * @param problem what happened and where
     * @param remedy what to do next, in the imperative
     */
    public MigrationException(String problem, String remedy, @Nullable Throwable cause) {
        super(text(problem) + System.lineSeparator() + "  What to do: " + text(remedy), PrintableThrowable.of(cause));
        this.problem = text(problem);
        this.remedy = text(remedy);
    }

    private static String text(String text) {
        return CommandName.in(PrintableText.lines(text));
    }

    /** What happened and where, with the user's own names; may have several lines. */
    public final String problem() {
        return problem;
    }

    /** What the user can do next, in the imperative. */
    public final String remedy() {
        return remedy;
    }
}
