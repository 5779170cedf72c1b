package com.levymaster.migrate.cli.command;

import org.jspecify.annotations.Nullable;

/**
 * Hints for the location of the application's sources.
 *
 * @param sourceDirectory the configured directory
 * @param packageName the configured package of revisions
 * @param mainClass the main class of the application
 */
public record ProjectHints(
        @Nullable String sourceDirectory,
        @Nullable String packageName,
        @Nullable Class<?> mainClass) {}
