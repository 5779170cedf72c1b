package com.levymaster.migrate.analysis;

import com.levymaster.migrate.revision.RevisionHeader;
import org.jspecify.annotations.Nullable;

/**
 * Data that a run would take away for good.
 *
 * @param revision whose step does it
 * @param operation the step, in words
 * @param object table or column as the database has it now; {@code null} where it cannot be told
 * @param rows how many rows, or values that are not null, are there now; {@code null} where it cannot be told
 */
public record DataLoss(
        RevisionHeader revision,
        String operation,
        @Nullable String object,
        @Nullable Long rows) {}
