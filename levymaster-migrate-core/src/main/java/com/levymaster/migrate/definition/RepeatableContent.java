package com.levymaster.migrate.definition;

import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a repeatable.
 *
 * @param checksum of its statements, independent of comments and layout
 * @param text its file, with placeholders as written
 * @param former the checksum by which versions that distinguished line ends have recorded it; {@code null} if it is the same
 */
public record RepeatableContent(
        String name, String checksum, String text, @Nullable String former) {

    /** Content with a single checksum. */
    public RepeatableContent(String name, String checksum, String text) {
        this(name, checksum, text, null);
    }
}
