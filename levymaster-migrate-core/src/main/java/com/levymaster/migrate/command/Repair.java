package com.levymaster.migrate.command;

/**
 * One thing that a repair does.
 *
 * @param revision the id of the revision that it is about
 * @param description what is wrong and what is done about it, for people
 */
public record Repair(Kind kind, String revision, String description) {

    /** What is wrong. */
    public enum Kind {
        /** A step outside of a transaction was interrupted, and the database cannot tell whether it is done. */
        INTERRUPTED_STEP,
        /** An applied revision says something else than when it was applied. */
        EDITED_REVISION
    }

    /** What a person has found out about an interrupted step. */
    public enum Finding {
        /** It is done: the next upgrade goes on behind it. */
        DONE,
        /** It is not done, or can be done again: the next upgrade runs it. */
        RUN_AGAIN
    }
}
