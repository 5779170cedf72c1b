package com.levymaster.migrate.store;

import java.util.Locale;

/** The kinds of events of a revision. */
public enum HistoryEvent {
    /** The revision was applied. */
    UPGRADE,
    /** The revision was reverted. */
    DOWNGRADE,
    /** The revision was recorded as applied without being run. */
    STAMP,
    /** The revision was recorded as not applied without being run. */
    UNSTAMP,
    /** A step outside a transaction has started; all steps before it are committed. */
    STARTED,
    /** That step has finished. */
    FINISHED,
    /** The revision failed. */
    FAILURE,
    /** The revision was repaired, for example by accepting its checksum. */
    REPAIR;

    /** The value in the history table. */
    String databaseValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HistoryEvent of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
