package com.levymaster.migrate.lint;

import com.levymaster.migrate.error.MigrationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is looked for. */
public enum Rule {
    CONCURRENTLY_IN_TRANSACTION(Severity.ERROR, "A step that PostgreSQL refuses inside a transaction stands in one."),
    VALIDATE_IN_SAME_TRANSACTION(
            Severity.WARNING,
            "A constraint is validated in the transaction that added it, which keeps the strong lock during the scan."),
    ENUM_VALUE_USED_AT_ONCE(Severity.ERROR, "A new enum value is used in the transaction that added it."),
    ADD_NOT_NULL_COLUMN(Severity.ERROR, "A not null column without a default is added to a table that may have rows."),
    TABLE_REWRITE(Severity.WARNING, "The table is written anew while nobody can read it."),
    TABLE_SCAN(Severity.WARNING, "All rows are read while nobody can write, or even read."),
    INDEX_BLOCKS_WRITES(Severity.WARNING, "An index is built while nobody can write."),
    EXISTING_ROWS_MAY_VIOLATE(Severity.INFO, "Rows that are there may break the rule that is added."),
    FOREIGN_KEY_WITHOUT_INDEX(
            Severity.INFO,
            "A referring column has no index, so that each delete of a referred row reads the whole table."),
    FOREIGN_KEY_TYPES_DIFFER(Severity.WARNING, "A foreign key joins columns of different types."),
    DATA_LOSS(Severity.WARNING, "Data goes that does not come back."),
    BREAKS_RUNNING_APPLICATION(Severity.WARNING, "The application that still runs uses a name that goes."),
    CASCADE(Severity.WARNING, "More may go than is named."),
    FULL_TABLE_UPDATE(Severity.WARNING, "All rows of a table are changed at once."),
    DISCOURAGED_TYPE(Severity.INFO, "A type or word that is a known trap."),
    GRANT_TO_PUBLIC(Severity.WARNING, "Everybody gets a privilege.");

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
    private final String meaning;

    Rule(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    public Severity severity() {
        return severity;
    }

    /** What is looked for, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /**
     * The rule that is written so.
     *
     * @throws MigrationException when there is none
     */
    public static Rule of(String id) {
        return Arrays.stream(values())
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new MigrationException(
                        "There is no rule \"" + id + "\" of lint.",
                        "name one of " + Arrays.stream(values()).map(Rule::id).collect(Collectors.joining(", "))
                                + "."));
    }

    /** Whether it tells of what a downgrade is there for. */
    public boolean isExpectedOfDowngrade() {
        return this == DATA_LOSS || this == BREAKS_RUNNING_APPLICATION;
    }

    /** As it is written in settings and reports: {@code table-rewrite}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
