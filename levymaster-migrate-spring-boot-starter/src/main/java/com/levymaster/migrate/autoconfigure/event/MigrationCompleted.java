package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.runner.RunReport;

/**
 * Published after a successful run, also if there was nothing to do. Events of the startup phase are published once all
 * singletons are created.
 *
 * @param report the result of the run
 */
public record MigrationCompleted(RunReport report) {}
