package com.levymaster.migrate.lint;

import java.util.Locale;
import java.util.Set;

/** The rules of the library. */
public enum Rule implements LintRule {
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
    UNSAFE_FUNCTION(
            Severity.WARNING, "A function runs with the privileges of its owner under the search path of its caller."),
    SECRET_IN_SQL(Severity.WARNING, "A password is written in SQL."),
    INCOMPLETE_UNDO(Severity.INFO, "A downgrade by undo does not restore everything that the step removes."),
    CONCURRENTLY_CORRUPTS_INDEX(
            Severity.ERROR,
            "An index that is built concurrently may miss rows: a fault of the server.",
            140_000,
            140_003),
    INDEX_OF_MANY_COLUMNS(Severity.INFO, "An index has more than three columns."),
    DEFAULT_DROPPED(Severity.WARNING, "A column that forbids null loses its default."),
    NULL_ALLOWED(Severity.INFO, "A column may be null that the running application reads."),
    ROW_SECURITY_HIDES_ROWS(Severity.INFO, "Row security is enabled without a policy that shows rows."),
    DETACH_BLOCKS(
            Severity.WARNING,
            "A partition is detached in a way that blocks all use of the partitioned table.",
            140_000,
            Integer.MAX_VALUE),
    DEFERRED_CHECKS_PENDING(
            Severity.ERROR,
            "A table is altered while constraints of its new rows are deferred to the end of the transaction."),
    LOCK_HELD_MEANWHILE(
            Severity.INFO, "A transaction that has locked a table in use goes on with a step that may take long."),
    SEVERAL_TABLES_LOCKED(Severity.INFO, "A transaction locks one table in use after the other for foreign keys.");

    /** The severity of a hazard. */
    public enum Severity {
        /** The step fails, or is likely to fail. */
        ERROR,
        /** Harmful if the table is large or in use. */
        WARNING,
        /** Worth considering. */
        INFO
    }

    private static final int ANY = Integer.MAX_VALUE;

    private static final Set<Rule> EXPECTED_OF_DOWNGRADE =
            Set.of(DATA_LOSS, BREAKS_RUNNING_APPLICATION, INCOMPLETE_UNDO, DEFAULT_DROPPED, NULL_ALLOWED);

    private final Severity severity;
    private final String meaning;
    private final int since;
    private final int until;

    Rule(Severity severity, String meaning) {
        this(severity, meaning, 0, Integer.MAX_VALUE);
    }

    Rule(Severity severity, String meaning, int since, int until) {
        this.severity = severity;
        this.meaning = meaning;
        this.since = since;
        this.until = until;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** Whether a downgrade is expected to violate the rule: data loss and removed names are its purpose, and it has no undo. */
    @Override
    public boolean isExpectedOfDowngrade() {
        return EXPECTED_OF_DOWNGRADE.contains(this);
    }

    /** Whether the rule holds on a server with this {@code server_version_num}. */
    public boolean holdsOn(int version) {
        return since <= version && version <= until;
    }

    /** The versions of PostgreSQL on which the rule holds: {@code 14.0 to 14.3}. */
    public String versions() {
        if (since == 0) {
            return "all supported";
        }
        return until == ANY ? since / 10_000 + " and later" : release(since) + " to " + release(until);
    }

    private static String release(int version) {
        return version / 10_000 + "." + version % 10_000;
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
