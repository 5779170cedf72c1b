package com.levymaster.migrate.store;

import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to the history.
 *
 * @param sql what ran; {@code null} where it is not to be kept
 * @param guards what became of guarded steps, one line each; {@code null} where there are none
 * @param step that was started, finished or repaired, such as {@code 3.1}; {@code null} for the revision as a whole
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

    public static NewHistoryEntry of(HistoryEvent kind, RevisionHeader revision, Duration duration) {
        return new NewHistoryEntry(kind, revision, duration, null, null, null, null, null, null);
    }

    public NewHistoryEntry withError(String text) {
        return new NewHistoryEntry(kind, revision, duration, checksum, operations, text, sql, step, guards);
    }

    public NewHistoryEntry withChecksum(@Nullable String value, @Nullable String operationLines) {
        return new NewHistoryEntry(kind, revision, duration, value, operationLines, error, sql, step, guards);
    }

    public NewHistoryEntry withSql(@Nullable String text) {
        return new NewHistoryEntry(kind, revision, duration, checksum, operations, error, text, step, guards);
    }

    public NewHistoryEntry withStep(String number) {
        return new NewHistoryEntry(kind, revision, duration, checksum, operations, error, sql, number, guards);
    }

    public NewHistoryEntry withGuards(@Nullable String lines) {
        return new NewHistoryEntry(kind, revision, duration, checksum, operations, error, sql, step, lines);
    }
}
