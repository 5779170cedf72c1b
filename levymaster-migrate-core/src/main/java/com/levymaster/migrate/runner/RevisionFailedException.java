package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
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
    private final @Nullable String unrecordedEntry;

    RevisionFailedException(RevisionHeader revision, Direction direction, RevisionFailure failure, Throwable cause) {
        this(revision, direction, failure, cause, null);
    }

    private RevisionFailedException(
            RevisionHeader revision,
            Direction direction,
            RevisionFailure failure,
            Throwable cause,
            @Nullable String unrecordedEntry) {
        super(failure.problem(revision, direction), remedy(revision, failure, direction, cause), cause);
        this.unrecordedEntry = unrecordedEntry;
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
        String hint = failure.hint() == null ? note : failure.hint() + " " + note;
        return copy(failure.withHint(hint), unrecordedEntry);
    }

    /** Returns a copy that does not name these among what was kept, as they are undone since. */
    public RevisionFailedException withoutCommitted(Collection<String> undone) {
        List<String> kept =
                failure.committed().stream().filter(id -> !undone.contains(id)).toList();
        return copy(failure.withCommitted(kept), unrecordedEntry);
    }

    /** Returns a copy that tells that the history does not have it. */
    public RevisionFailedException withoutEntry(String reason) {
        return withHint("The history has no entry of this failure, since it could not be written: " + reason);
    }

    /** @param entry the statement that adds the failure to the history, and was not executed */
    RevisionFailedException withUnrecordedEntry(String entry) {
        return copy(failure, entry);
    }

    private RevisionFailedException copy(RevisionFailure described, @Nullable String entry) {
        Throwable cause = getCause() == null ? this : getCause();
        RevisionFailedException copy = new RevisionFailedException(revision, direction, described, cause, entry);
        for (Throwable suppressed : getSuppressed()) {
            copy.addSuppressed(suppressed);
        }
        return copy;
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

    /** The statement that adds the failure to the history, if the session had ended before it; {@code null} if it was executed. */
    public @Nullable String unrecordedEntry() {
        return unrecordedEntry;
    }

    /** The five-character code of the server; {@code null} where it was not the server that failed. */
    public @Nullable String sqlState() {
        return failure.sqlState();
    }
}
