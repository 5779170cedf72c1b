package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.Serial;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A revision did not run to its end. Its transaction is rolled back; the revisions before it stay.
 *
 * <p>The message has all of it: step, what the database said, SQL, what was kept, what to do.
 */
public final class RevisionFailedException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient RevisionHeader revision;
    private final Direction direction;
    private final transient RevisionFailure failure;

    RevisionFailedException(RevisionHeader revision, Direction direction, RevisionFailure failure, Throwable cause) {
        super(failure.problem(revision, direction), remedy(revision, failure, direction, cause), cause);
        this.revision = revision;
        this.direction = direction;
        this.failure = failure;
    }

    /** An error of this library comes with its own remedy. */
    private static String remedy(
            RevisionHeader revision, RevisionFailure failure, Direction direction, Throwable cause) {
        if (failure.sqlState() != null || !(cause instanceof MigrationException known)) {
            return failure.remedy(revision, direction);
        }
        String remedy = known.remedy();
        if (remedy.contains(" again")) {
            return remedy;
        }
        String end = remedy.endsWith(".") ? remedy.substring(0, remedy.length() - 1) : remedy;
        return end + "; then run the " + direction.name().toLowerCase(Locale.ROOT) + " again.";
    }

    /** Returns a copy that tells this too. */
    public RevisionFailedException withHint(String note) {
        Throwable cause = getCause() == null ? this : getCause();
        String hint = failure.hint() == null ? note : failure.hint() + " " + note;
        RevisionFailedException noted = new RevisionFailedException(revision, direction, failure.withHint(hint), cause);
        for (Throwable suppressed : getSuppressed()) {
            noted.addSuppressed(suppressed);
        }
        return noted;
    }

    /** Returns the revision that failed. */
    public RevisionHeader revision() {
        return revision;
    }

    /** Returns whether its upgrade or its downgrade failed. */
    public Direction direction() {
        return direction;
    }

    /** Returns the failed step, the message of the server, and what was kept. */
    public RevisionFailure failure() {
        return failure;
    }

    /** The five-character code of the server; {@code null} where it was not the server that failed. */
    public @Nullable String sqlState() {
        return failure.sqlState();
    }
}
