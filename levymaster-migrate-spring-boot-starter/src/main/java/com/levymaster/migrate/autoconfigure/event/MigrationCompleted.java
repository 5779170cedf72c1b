package com.levymaster.migrate.autoconfigure.event;

import com.levymaster.migrate.runner.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * Published after a successful run, also if there was nothing to do. Events of the startup phase are published once all
 * singletons are created.
 *
 * @param report the result of the run
 * @param database name of the database or tenant; {@code null} if the application has one
 */
public record MigrationCompleted(RunReport report, @Nullable String database) {}
