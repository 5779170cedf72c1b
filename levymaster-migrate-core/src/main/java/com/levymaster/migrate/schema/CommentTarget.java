package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * The target of {@code comment on}.
 *
 * @param object the table, sequence, type or view itself, or the table of the part; for a schema, its name
 * @param part the column, attribute, constraint or index; {@code null} for the object itself
 */
public record CommentTarget(
        CommentableKind kind, ObjectName object, @Nullable String part) {

    /** Kinds of objects that can have comments. */
    public enum CommentableKind {
        TABLE,
        COLUMN,
        CONSTRAINT,
        INDEX,
        SEQUENCE,
        TYPE,
        COMPOSITE,
        ATTRIBUTE,
        DOMAIN,
        VIEW,
        MATERIALIZED_VIEW
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " " + object
                + (part == null ? "" : "." + part);
    }
}
