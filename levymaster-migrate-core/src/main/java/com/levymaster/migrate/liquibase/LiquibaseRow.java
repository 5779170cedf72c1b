package com.levymaster.migrate.liquibase;

import org.jspecify.annotations.Nullable;

/**
 * One row of the history, in the order of {@code orderexecuted}.
 *
 * @param execType {@code EXECUTED}, {@code RERAN}, {@code MARK_RAN} and the like
 * @param checksum {@code 9:d41d8c…}; {@code null} after {@code clear-checksums}
 */
public record LiquibaseRow(
        ChangeSetKey key, String execType, @Nullable String checksum) {}
