package com.levymaster.migrate.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of events of a revision. */
public enum HistoryEvent {
    /** The revision was applied. */
    UPGRADE,
    /** The revision was applied in place of those that it replaces, which are recorded as applied. */
    SQUASH,
    /** The revision was reverted. */
    DOWNGRADE,
    /** The revision was recorded as applied without being run. */
    STAMP,
    /** The revision was recorded as applied, because it describes a database that was there before. */
    ADOPT,
    /** The revision was recorded as not applied without being run. */
    UNSTAMP,
    /** A step outside a transaction has started; all steps before it are committed. */
    STARTED,
    /** That step has finished. */
    FINISHED,
    /** The revision failed. */
    FAILURE,
    /** The revision was repaired, for example by accepting its checksum. */
    REPAIR,
    /** A repeatable was applied; the entry has its text. */
    APPLIED,
    /** A repeatable was removed. */
    REMOVED,
    /** An event of another version of this library; {@link HistoryEntry#eventText} has its name. */
    UNKNOWN;

    /** The value in the history table. */
    String databaseValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The values in the history table, except unknown ones. */
    static List<String> databaseValues() {
        return Arrays.stream(values())
                .filter(event -> event != UNKNOWN)
                .map(HistoryEvent::databaseValue)
                .toList();
    }

    /** Returns {@link #UNKNOWN} for a value of another version. */
    static HistoryEvent of(String value) {
        return Arrays.stream(values())
                .filter(event -> event.databaseValue().equals(value))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
