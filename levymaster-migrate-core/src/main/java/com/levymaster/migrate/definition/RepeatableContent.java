package com.levymaster.migrate.definition;

/**
 * What is recorded of a repeatable.
 *
 * @param checksum of its statements, independent of comments and layout
 * @param text its file, with placeholders as written
 */
public record RepeatableContent(String name, String checksum, String text) {}
