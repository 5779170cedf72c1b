package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.Serial;

/** A step outside of a transaction was interrupted, and nobody but a person can say whether it is done. */
public final class InterruptedRevisionException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private InterruptedRevisionException(String problem, String remedy) {
        super(problem, remedy);
    }

    static InterruptedRevisionException uncertain(RevisionHeader revision, StepPosition at, String operation) {
        return new InterruptedRevisionException(
                "Revision " + revision.title() + " was interrupted in step " + at + ", outside of a transaction: "
                        + operation + ". Whether it was done is not recorded; the steps before it are committed."
                        + " Nothing was changed.",
                "look at the database; then say with `db repair` whether the step is done or is to run again.");
    }

    static InterruptedRevisionException edited(RevisionHeader revision, StepPosition at) {
        return new InterruptedRevisionException(
                "Revision " + revision.title() + " was interrupted in step " + at + ", its earlier steps are committed,"
                        + " and it has been edited since: its first steps are not those that were committed. Nothing was"
                        + " changed.",
                "put the first steps back as they were, so that the revision can go on from step " + at + ".");
    }

    static InterruptedRevisionException differs(RevisionHeader revision, String index, String there, String wanted) {
        return new InterruptedRevisionException(
                "Revision " + revision.title() + " is to create index " + index + ", which is there already and is"
                        + " another: " + there + " instead of " + wanted + ". Nothing was changed by this step.",
                "drop or rename the index that is there, or give the new one another name; then start again.");
    }
}
