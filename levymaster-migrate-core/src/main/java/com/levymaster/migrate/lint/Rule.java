package com.levymaster.migrate.lint;

import java.util.Locale;

/** What is looked for. */
public enum Rule {
    /** A step that PostgreSQL refuses inside a transaction stands in one. */
    CONCURRENTLY_IN_TRANSACTION(Severity.ERROR),
    /** A constraint is validated in the transaction that added it, which keeps the strong lock during the scan. */
    VALIDATE_IN_SAME_TRANSACTION(Severity.WARNING),
    /** A new enum value is used in the transaction that added it. */
    ENUM_VALUE_USED_AT_ONCE(Severity.ERROR),
    /** A not null column without a default is added to a table that may have rows. */
    ADD_NOT_NULL_COLUMN(Severity.ERROR),
    /** The table is written anew while nobody can read it. */
    TABLE_REWRITE(Severity.WARNING),
    /** All rows are read while nobody can write, or even read. */
    TABLE_SCAN(Severity.WARNING),
    /** An index is built while nobody can write. */
    INDEX_BLOCKS_WRITES(Severity.WARNING),
    /** Rows that are there may break the rule that is added. */
    DUPLICATES(Severity.INFO),
    /** A referring column has no index, so that each delete of a referred row reads the whole table. */
    FOREIGN_KEY_WITHOUT_INDEX(Severity.WARNING),
    /** A foreign key joins columns of different types. */
    FOREIGN_KEY_TYPES_DIFFER(Severity.WARNING),
    /** Data goes that does not come back. */
    DATA_LOSS(Severity.WARNING),
    /** The application that still runs uses a name that goes. */
    NAME_GOES(Severity.WARNING),
    /** More may go than is named. */
    CASCADE(Severity.WARNING),
    /** All rows of a table are changed at once. */
    ALL_ROWS_CHANGED(Severity.WARNING),
    /** A type or word that is a known trap. */
    TRAP(Severity.INFO),
    /** Everybody gets a privilege. */
    GRANT_TO_PUBLIC(Severity.WARNING);

    /** How bad it is. */
    public enum Severity {
        /** Fails, or is about to. */
        ERROR,
        /** Hurts where the table is large or in use. */
        WARNING,
        /** Worth a thought. */
        INFO
    }

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** As it is written in settings and reports: {@code table-rewrite}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
