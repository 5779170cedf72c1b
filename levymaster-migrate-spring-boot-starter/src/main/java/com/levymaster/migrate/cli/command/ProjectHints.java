package com.levymaster.migrate.cli.command;

import org.jspecify.annotations.Nullable;

/**
 * What is known of where the sources of the application are.
 *
 * @param sourceDirectory as configured
 * @param packageName of revisions, as configured
 * @param mainClass of the application
 */
public record ProjectHints(
        @Nullable String sourceDirectory,
        @Nullable String packageName,
        @Nullable Class<?> mainClass) {}
