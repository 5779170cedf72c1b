package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;

/**
 * Published after a revision was applied and committed. Events of the startup phase are published once all singletons
 * are created.
 *
 * @param revision the applied revision
 * @param duration time from begin to commit
 */
public record RevisionApplied(RevisionHeader revision, Duration duration) {}
