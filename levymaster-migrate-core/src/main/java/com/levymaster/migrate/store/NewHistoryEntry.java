package com.levymaster.migrate.store;

import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A new entry of the history.
 *
 * @param sql the executed SQL; {@code null} if it is not recorded
 * @param guards the results of conditional steps, one line each; {@code null} if there are none
 * @param step the step that was started, finished or repaired, such as {@code 3.1}; {@code null} for the revision as
 *      a whole
 */
public record NewHistoryEntry(
        HistoryEvent kind,
        RevisionHeader revision,
        Duration duration,
        @Nullable String checksum,
        @Nullable String operations,
        @Nullable String error,
        @Nullable String sql,
        @Nullable String step,
        @Nullable String guards) {

    /** An entry with only the required values. */
    public static NewHistoryEntry of(HistoryEvent kind, RevisionHeader revision, Duration duration) {
        return new NewHistoryEntry(kind, revision, duration, null, null, null, null, null, null);
    }

    /** The same entry with an error. */
    public NewHistoryEntry withError(String text) {
        return new NewHistoryEntry(kind, revision, duration, checksum, operations, text, sql, step, guards);
    }

    /** The same entry with a checksum and the operations it was computed from, one per line. */
    public NewHistoryEntry withChecksum(@Nullable String value, @Nullable String operationLines) {
        return new NewHistoryEntry(kind, revision, duration, value, operationLines, error, sql, step, guards);
    }

    /** The same entry with the executed SQL. */
    public NewHistoryEntry withSql(@Nullable String text) {
        return new NewHistoryEntry(kind, revision, duration, checksum, operations, error, text, step, guards);
    }

    /** The same entry for one step, such as {@code 3.1}. */
    public NewHistoryEntry withStep(String number) {
        return new NewHistoryEntry(kind, revision, duration, checksum, operations, error, sql, number, guards);
    }

    /** The same entry with the results of conditional steps. */
    public NewHistoryEntry withGuards(@Nullable String lines) {
        return new NewHistoryEntry(kind, revision, duration, checksum, operations, error, sql, step, lines);
    }
}
