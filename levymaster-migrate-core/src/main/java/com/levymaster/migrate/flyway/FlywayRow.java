package com.levymaster.migrate.flyway;

import org.jspecify.annotations.Nullable;

/**
 * One row of Flyway's history, in the order of {@code installed_rank}.
 *
 * @param version {@code null} for a repeatable
 * @param type {@code SQL}, {@code JDBC}, {@code BASELINE}, {@code UNDO_SQL}, {@code DELETE} and the like
 * @param checksum {@code null} where Flyway computes none
 */
public record FlywayRow(
        int rank,
        @Nullable String version,
        String description,
        String type,
        String script,
        @Nullable Integer checksum,
        boolean success) {

    boolean is(String prefix) {
        return type.startsWith(prefix);
    }

    /** Whether it was a SQL file. */
    boolean isSql() {
        return type.startsWith("SQL");
    }

    /** {@code V3__add county (3)}. */
    public String title() {
        return script + (version == null ? "" : " (" + version + ")");
    }
}
