package com.levymaster.migrate.autoconfigure;

/**
 * A bean of a context that uses no database, such as that of the command {@code db heads}: a data source is created only if a
 * migrator connects nevertheless.
 */
public record WithoutDatabase() {}
