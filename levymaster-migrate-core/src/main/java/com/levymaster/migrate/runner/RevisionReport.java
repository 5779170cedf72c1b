package com.levymaster.migrate.runner;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;

/**
 * What became of one revision.
 *
 * @param steps how many operations it had
 * @param duration from begin to commit
 */
public record RevisionReport(RevisionHeader revision, Direction direction, int steps, Duration duration) {}
