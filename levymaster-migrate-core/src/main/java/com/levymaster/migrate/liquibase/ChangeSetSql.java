package com.levymaster.migrate.liquibase;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change set, with the SQL that Liquibase writes for it.
 *
 * @param message its comment or description
 * @param upgrade empty if it is not written
 * @param downgrade {@code null} if there is none
 * @param reason why there is none
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
        @Nullable Skipped skipped,
        Map<Question, String> questions,
        Set<Trait> traits,
        @Nullable String checksum) {

    /** Why Liquibase does not run it. */
    enum Skipped {
        IGNORED("left out, as ignore=true says"),
        OTHER_DATABASE("left out, since they are not for PostgreSQL"),
        PRECONDITIONS("left out, since their preconditions are never met on PostgreSQL"),
        CONTEXT("left out, since their context is not one of --contexts"),
        LABELS("left out, since --labels does not choose them");

        private final String text;

        Skipped(String text) {
            this.text = text;
        }

        /** Whether it is so for all contexts and labels. */
        boolean isAlways() {
            return compareTo(CONTEXT) < 0;
        }

        @Override
        public String toString() {
            return text;
        }
    }

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
        OTHER_DATABASES
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether its SQL has what would be a placeholder here. */
    boolean isLiteral() {
        return (upgrade + downgrade).contains("${");
    }

    /** Whether it is not written as SQL. */
    boolean isUnwritten() {
        return questions.containsKey(Question.CUSTOM);
    }
}
