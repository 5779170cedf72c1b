package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;

/**
 * A revision has been applied and committed. During the start, listeners hear it once all singletons are there.
 *
 * @param duration from begin to commit
 */
public record RevisionApplied(RevisionHeader revision, Duration duration) {}
