package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;

/**
 * A revision has been taken back and committed.
 *
 * @param duration from begin to commit
 */
public record RevisionReverted(RevisionHeader revision, Duration duration) {}
