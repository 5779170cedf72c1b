package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.runner.RevisionFailedException;

/**
 * Published when a revision has failed and was rolled back; earlier revisions stay applied. Published immediately:
 * during startup only {@link org.springframework.context.ApplicationListener} beans receive it, because the context
 * then closes.
 *
 * @param failure the failed revision and step, with the cause
 */
public record MigrationFailed(RevisionFailedException failure) {}
