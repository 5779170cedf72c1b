package com.levymaster.migrate.verify;

import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification has found.
 *
 * @param revisions those that ran up, down and up, in the order in which they ran
 * @param unverified those that did not run, because an earlier one failed
 * @param repeatables the number of repeatables that were applied and removed
 * @param given the number of files or annotations whose rows were inserted
 * @param broken the laws that do not hold; empty if all is well
 * @param irreversible the revisions without a downgrade, with the reason
 * @param hazards what each revision may harm in a database in use
 * @param outside the SQL that acts on more than the temporary database, and did so
 */
public record Verification(
        List<RevisionHeader> revisions,
        List<RevisionHeader> unverified,
        int repeatables,
        int given,
        List<BrokenLaw> broken,
        List<Irreversible> irreversible,
        List<RevisionHazard> hazards,
        List<String> outside) {

    public Verification {
        revisions = List.copyOf(revisions);
        unverified = List.copyOf(unverified);
        broken = List.copyOf(broken);
        irreversible = List.copyOf(irreversible);
        hazards = List.copyOf(hazards);
        outside = List.copyOf(outside);
    }

    Verification withOutside(List<String> sql) {
        return new Verification(revisions, unverified, repeatables, given, broken, irreversible, hazards, sql);
    }

    /**
     * A law that does not hold.
     *
     * @param revision that breaks it; {@code null} if it is that of the history as a whole
     * @param problem what is wrong
     * @param details the differences, one for each line
     */
    public record BrokenLaw(@Nullable RevisionHeader revision, String problem, List<String> details) {

        public BrokenLaw {
            details = List.copyOf(details);
        }
    }

    /** A revision without a downgrade. */
    public record Irreversible(RevisionHeader revision, String reason) {

        static Irreversible of(RevisionHeader revision, Throwable failure) {
            return new Irreversible(revision, reason(failure));
        }

        /** Whether a downgrade failed because there is none. */
        public static boolean isReason(Throwable failure) {
            return failure instanceof IrreversibleException
                    || failure.getCause() != null && isReason(failure.getCause());
        }

        private static String reason(Throwable failure) {
            Throwable cause = failure.getCause();
            return failure instanceof IrreversibleException found
                    ? found.problem().replaceFirst("^Cannot undo: ", "")
                    : cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
        }
    }

    /** A hazard of a revision, on a database that has those before it. */
    public record RevisionHazard(RevisionHeader revision, Hazard hazard) {}
}
