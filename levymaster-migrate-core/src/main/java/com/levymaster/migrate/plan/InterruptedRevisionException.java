package com.levymaster.migrate.plan;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.StepPosition;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.io.Serial;
import java.util.List;

/** A revision was interrupted outside of a transaction, and a person has to decide how it continues. */
public final class InterruptedRevisionException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private InterruptedRevisionException(String problem, String remedy) {
        super(problem, remedy);
    }

    /** A step outside of a transaction was started, and it is not known whether it completed. */
    public static InterruptedRevisionException uncertain(RevisionHeader revision, StepPosition at, String operation) {
        return new InterruptedRevisionException(
                "Revision " + revision.title() + " was interrupted in step " + at + ", outside of a transaction: "
                        + operation + ". Whether it was done is not recorded; the steps before it are committed."
                        + " Nothing was changed.",
                "inspect the database; then decide with `db repair` whether the step was done or is to run again.");
    }

    /** An upgrade would apply a revision whose downgrade was interrupted. */
    public static InterruptedRevisionException downgrade(
            RevisionHeader revision, UnfinishedRevision unfinished, List<String> needs) {
        return new InterruptedRevisionException(
                "The downgrade of revision " + revision.title() + " " + unfinished.ending() + " at step "
                        + unfinished.at()
                        + "; the steps before it are committed, so that the revision is neither applied nor reverted."
                        + " Nothing was changed.",
                "finish it with `db downgrade " + (needs.isEmpty() ? "base" : needs.get(0)) + "`, then upgrade.");
    }

    /** A revision that this build does not have is partly committed. */
    public static InterruptedRevisionException unknown(UnfinishedRevision unfinished) {
        return new InterruptedRevisionException(
                "The " + unfinished.partlyCommitted()
                        + ", and this application does not have that revision. Nothing was"
                        + " changed.",
                "run the build that has it; if it no longer exists, record what the database contains with `db stamp"
                        + " --purge`.");
    }

    /** A downgrade would revert a partly committed upgrade whose committed steps cannot be reverted; the plan names the revision. */
    public static InterruptedRevisionException partial(
            RevisionHeader revision, UnfinishedRevision upgrade, String reason) {
        return new InterruptedRevisionException(
                "its upgrade " + upgrade.ending() + " at step " + upgrade.at()
                        + ", and its committed steps cannot be reverted: " + reason + (reason.endsWith(".") ? "" : "."),
                "finish it with `db upgrade " + revision.id() + "`, then downgrade.");
    }

    /** The first steps of a partly committed revision are no longer those that were committed. */
    public static InterruptedRevisionException edited(RevisionHeader revision, UnfinishedRevision unfinished) {
        return new InterruptedRevisionException(
                "Revision " + revision.title() + " " + unfinished.ending() + " in step " + unfinished.at()
                        + ", its earlier steps are"
                        + " committed, and it has been"
                        + " edited since: its first steps"
                        + " are not those that were"
                        + " committed. Nothing was changed.",
                remedyOfEdited(revision.id(), unfinished.at()));
    }

    /** The ways out for a partly committed revision that was edited. */
    public static String remedyOfEdited(String revision, StepPosition at) {
        return "restore its steps up to step " + at
                + ", so that the revision can resume there; or, if they are lost, record"
                + " what the database contains: `db stamp " + revision
                + "` if it contains all of the revision, or `db stamp`"
                + " with the revision before it if it contains none of it.";
    }

    /** An invalid index exists that no run of the revision left. */
    public static InterruptedRevisionException invalid(RevisionHeader revision, String index) {
        return new InterruptedRevisionException(
                "Revision " + revision.title() + " creates index " + index + ", of which an invalid copy exists that no"
                        + " run of this revision has left. Nothing was changed by this step.",
                "rebuild it with `db repair`, or drop it; then start again.");
    }

    /** An index of the same name exists, with another definition. */
    public static InterruptedRevisionException differs(
            RevisionHeader revision, String index, String actual, String required) {
        return new InterruptedRevisionException(
                "Revision " + revision.title() + " creates index " + index + ", but that name belongs to"
                        + " something else: " + actual + " instead of " + required
                        + ". Nothing was changed by this step.",
                "drop or rename the existing one, or give the new index another name; then start again.");
    }
}
