package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.runner.RevisionFailedException;

/**
 * A revision has failed and is rolled back; those before it stay. Told at once: during the start only beans of type
 * {@link org.springframework.context.ApplicationListener} hear it, since the context goes down.
 */
public record MigrationFailed(RevisionFailedException failure) {}
