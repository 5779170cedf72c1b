package com.levymaster.migrate.lint;

import com.levymaster.migrate.error.MigrationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rules of lint. */
public enum Rule {
    CONCURRENTLY_IN_TRANSACTION(Severity.ERROR, "A step that PostgreSQL refuses inside a transaction runs in one."),
    VALIDATE_IN_SAME_TRANSACTION(
            Severity.WARNING,
            "A constraint is validated in the transaction that added it, which holds the strong lock during the scan."),
    ENUM_VALUE_USED_AT_ONCE(Severity.ERROR, "A new enum value is used in the transaction that added it."),
    ADD_NOT_NULL_COLUMN(Severity.ERROR, "A not null column without a default is added to a table that may have rows."),
    TABLE_REWRITE(Severity.WARNING, "A table is rewritten and cannot be read meanwhile."),
    TABLE_SCAN(Severity.WARNING, "All rows of a table are read while writes, or even reads, are blocked."),
    INDEX_BLOCKS_WRITES(Severity.WARNING, "An index is built or dropped in a way that blocks writes."),
    EXISTING_ROWS_MAY_VIOLATE(Severity.INFO, "Existing rows may violate the constraint or unique index that is added."),
    FOREIGN_KEY_WITHOUT_INDEX(
            Severity.INFO,
            "A referencing column has no index, so each delete of a referenced row reads the whole table."),
    FOREIGN_KEY_TYPES_DIFFER(Severity.WARNING, "A foreign key joins columns of different types."),
    DATA_LOSS(Severity.WARNING, "Data is lost that a downgrade cannot restore."),
    BREAKS_RUNNING_APPLICATION(Severity.WARNING, "A name that the running application uses is dropped or renamed."),
    CASCADE(Severity.WARNING, "More may be removed than the revision names."),
    FULL_TABLE_UPDATE(Severity.WARNING, "All rows of a table are changed in one statement."),
    DISCOURAGED_TYPE(Severity.INFO, "A discouraged type is used."),
    GRANT_TO_PUBLIC(Severity.WARNING, "A privilege is granted to all roles."),
    UNSAFE_FUNCTION(Severity.WARNING, "A function runs with the privileges of its owner under the search path of its caller."),
    SECRET_IN_SQL(Severity.WARNING, "A password is written in SQL."),
    INCOMPLETE_UNDO(Severity.INFO, "A downgrade by undo does not restore everything that the step removes.");

    /** The severity of a hazard. */
    public enum Severity {
        /** The step fails, or is likely to fail. */
        ERROR,
        /** Harmful if the table is large or in use. */
        WARNING,
        /** Worth considering. */
        INFO
    }

    private final Severity severity;
    private final String meaning;

    Rule(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    /** The severity of the hazards that the rule finds. */
    public Severity severity() {
        return severity;
    }

    /** Describes what the rule finds. */
    public String meaning() {
        return meaning;
    }

    /**
     * The rule with this id.
     *
     * @throws MigrationException if no such rule exists
     */
    public static Rule of(String id) {
        return Arrays.stream(values())
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new MigrationException(
                        "There is no lint rule \"" + id + "\".",
                        "use one of " + Arrays.stream(values()).map(Rule::id).collect(Collectors.joining(", ")) + "."));
    }

    /** Whether a downgrade is expected to violate the rule: data loss and removed names are its purpose, and it has no undo. */
    public boolean isExpectedOfDowngrade() {
        return this == DATA_LOSS || this == BREAKS_RUNNING_APPLICATION || this == INCOMPLETE_UNDO;
    }

    /** The id in settings and reports, such as {@code table-rewrite}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
