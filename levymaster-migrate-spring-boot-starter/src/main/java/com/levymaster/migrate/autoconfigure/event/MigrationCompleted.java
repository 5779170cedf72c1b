package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.runner.RunReport;

/** A run has come to its end, perhaps with nothing to do. During the start, listeners hear it once all singletons are there. */
public record MigrationCompleted(RunReport report) {}
