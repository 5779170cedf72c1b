package com.levymaster.migrate.command;

/**
 * One finding of a repair, and what is done about it.
 *
 * @param subject the id of the revision, or the name of the index
 * @param problem what is wrong
 * @param action what is done about it
 * @param resolver who resolves it
 */
public record RepairAction(RepairKind kind, String subject, String problem, String action, Resolver resolver) {

    /** What is wrong. */
    public enum RepairKind {
        /** A step outside of a transaction was interrupted. */
        INTERRUPTED_STEP,
        /** The operations of an applied revision differ from those that were run. */
        EDITED_REVISION,
        /** The concurrent build of an index was interrupted or failed. */
        INVALID_INDEX
    }

    /** Who resolves a finding. */
    public enum Resolver {
        /** The next run resolves it by itself. */
        NEXT_RUN,
        /** The repair resolves it. */
        REPAIR,
        /** The repair resolves it once a person has decided. */
        PERSON,
        /** No repair resolves it: the revision must be restored, or another state recorded. */
        AUTHOR
    }

    /** A person's decision about interrupted steps. */
    public enum Resolution {
        /** They were done: the next run resumes after them. */
        DONE,
        /** They were not done, or can be repeated: the next run runs them. */
        RUN_AGAIN
    }
}
