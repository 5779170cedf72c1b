package com.levymaster.migrate.liquibase;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change set, with the SQL that Liquibase writes for it.
 *
 * @param message its comment or description
 * @param upgrade empty if it is no SQL
 * @param downgrade {@code null} if there is none
 * @param reason why there is none
 * @param unwritten what of it is no SQL; {@code null} if all of it is
 * @param skipped why Liquibase does not run it here; {@code null} if it does
 * @param questions what has to be decided, by kind, in words
 * @param traits how it is run
 * @param checksum its checksum in the version of the recorded one, if that is another one; {@code null} if they are equal
 */
record ChangeSetSql(
        ChangeSetKey key,
        String message,
        String upgrade,
        @Nullable String downgrade,
        String reason,
        @Nullable String unwritten,
        @Nullable String skipped,
        Map<Question, String> questions,
        Set<Trait> traits,
        @Nullable String checksum) {

    /** What the user has to decide. */
    enum Question {
        CONTEXTS,
        LABELS,
        PRECONDITIONS,
        RUN_ALWAYS,
        FAIL_ON_ERROR,
        CUSTOM
    }

    /** How Liquibase runs it. */
    enum Trait {
        REPEATABLE,
        OUTSIDE_TRANSACTION,
        CONTENT_OF_FILES,
        TAG
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
