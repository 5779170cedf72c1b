package com.levymaster.migrate.liquibase;

import org.jspecify.annotations.Nullable;

/**
 * One row of the history, in the order of {@code orderexecuted}.
 *
 * @param execType {@code EXECUTED}, {@code RERAN}, {@code MARK_RAN} and the like
 * @param checksum {@code 9:d41d8c…}; {@code null} after {@code clear-checksums}
 * @param tag with which a rollback may name the state after it; {@code null} if it has none
 */
public record LiquibaseRow(
        ChangeSetKey key,
        String execType,
        @Nullable String checksum,
        @Nullable String tag) {}
