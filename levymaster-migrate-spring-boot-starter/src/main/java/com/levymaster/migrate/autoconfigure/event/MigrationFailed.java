package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.runner.RevisionFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Published when a revision has failed and was rolled back; earlier revisions stay applied. Published immediately:
 * during startup only {@link org.springframework.context.ApplicationListener} beans receive it, because the context
 * then closes.
 *
 * @param failure the failed revision and step, with the cause
 * @param database name of the database or tenant; {@code null} if the application has one
 */
public record MigrationFailed(
        RevisionFailedException failure, @Nullable String database) {}
