package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.runner.Report;

/** A run has come to its end, perhaps with nothing to do. During the start, listeners hear it once all singletons are there. */
public record MigrationCompleted(Report report) {}
