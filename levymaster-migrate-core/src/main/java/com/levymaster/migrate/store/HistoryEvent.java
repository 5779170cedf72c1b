package com.levymaster.migrate.store;

import java.util.Locale;

/** What can happen to a revision. */
public enum HistoryEvent {
    UPGRADE,
    DOWNGRADE,
    STAMP,
    UNSTAMP,
    /** A step outside of a transaction began; all steps before it are committed. */
    STARTED,
    /** That step ended. */
    FINISHED,
    FAILURE,
    REPAIR;

    /** As the table has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HistoryEvent of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
