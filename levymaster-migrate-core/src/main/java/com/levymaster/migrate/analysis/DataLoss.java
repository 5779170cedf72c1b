package com.levymaster.migrate.analysis;

import com.levymaster.migrate.revision.RevisionHeader;
import org.jspecify.annotations.Nullable;

/**
 * Data that a run would irrevocably delete.
 *
 * @param revision the revision of the step
 * @param operation the description of the step
 * @param object table or column with its current name in the database; {@code null} if unknown
 * @param rows the current number of rows, or of values that are not null; {@code null} if unknown
 */
public record DataLoss(
        RevisionHeader revision,
        String operation,
        @Nullable String object,
        @Nullable Long rows) {}
