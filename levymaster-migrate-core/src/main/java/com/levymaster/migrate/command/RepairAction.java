package com.levymaster.migrate.command;

/**
 * One thing that a repair does.
 *
 * @param subject the id of the revision, or the name of the index, that it is about
 * @param problem what is wrong, for people
 * @param action what is done about it, for people
 * @param resolver who settles it
 */
public record RepairAction(Kind kind, String subject, String problem, String action, Resolver resolver) {

    /** What is wrong. */
    public enum Kind {
        /** A step outside of a transaction was interrupted. */
        INTERRUPTED_STEP,
        /** An applied revision says something else than when it was applied. */
        EDITED_REVISION,
        /** A concurrent build of an index was interrupted, or failed. */
        INVALID_INDEX
    }

    /** Who settles it. */
    public enum Resolver {
        /** The next run, by itself: there is nothing to do. */
        NEXT_RUN,
        /** The repair. */
        REPAIR,
        /** The repair, once a person has said what is so. */
        PERSON
    }

    /** What a person has found out about interrupted steps. */
    public enum Resolution {
        /** They are done: the next upgrade goes on behind them. */
        DONE,
        /** They are not done, or can be done again: the next upgrade runs them. */
        RUN_AGAIN
    }
}
