package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.operation.CopyRows;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a file.
 *
 * @param sql without its semicolon
 * @param source its file, and the line of its first token, from 1
 * @param autocommit whether it runs outside of a transaction
 * @param rows what a {@code copy … from stdin} reads; {@code null} for other statements
 */
record SqlStep(
        String sql,
        String source,
        boolean autocommit,
        @Nullable CopyRows rows) {}
