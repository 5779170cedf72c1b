package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Published after a revision was applied and committed. Events of the startup phase are published once all singletons
 * are created.
 *
 * @param revision the applied revision
 * @param duration how long it took
 * @param database name of the database or tenant; {@code null} if the application has one
 */
public record RevisionApplied(
        RevisionHeader revision,
        Duration duration,
        @Nullable String database) {}
