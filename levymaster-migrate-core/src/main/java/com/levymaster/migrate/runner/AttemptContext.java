package com.levymaster.migrate.runner;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt at a revision has to know.
 *
 * @param committed the ids of the revisions that this run has committed
 * @param session as the run found it; {@code null} where no revision can have changed it
 * @param notDone what the upgrade has not done, so that the downgrade does not revert it
 */
record AttemptContext(
        List<String> committed, @Nullable SessionSnapshot session, StepsNotDone notDone, Duration lockTimeout) {}
