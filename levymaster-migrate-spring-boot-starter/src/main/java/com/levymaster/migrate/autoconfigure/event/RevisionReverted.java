package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;

/**
 * Published after a revision was downgraded and committed.
 *
 * @param revision the reverted revision
 * @param duration time from begin to commit
 */
public record RevisionReverted(RevisionHeader revision, Duration duration) {}
