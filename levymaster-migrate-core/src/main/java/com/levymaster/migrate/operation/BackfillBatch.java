package com.levymaster.migrate.operation;

/**
 * The rows of one batch of a backfill.
 *
 * @param condition of the rows, in SQL, such as {@code (id > '5000'::bigint and id <= '10000'::bigint) and (hash is null)}:
 *     for the {@code where} of the statements of the step
 */
public record BackfillBatch(String condition) {}
