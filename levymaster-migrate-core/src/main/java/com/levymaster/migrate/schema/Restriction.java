package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * What the server would refuse because of objects or privileges that a schema does not hold.
 *
 * @param on the table, sequence, schema or extension
 * @param part a constraint, a privilege, or a column of the holder; see {@link Kind}
 * @param holder the object that has to be changed first, or the role that has granted; {@code null} if none
 * @param description as in messages
 */
public record Restriction(
        Kind kind,
        ObjectName on,
        @Nullable String part,
        @Nullable ObjectName holder,
        String description) {

    /** Kinds of restrictions. */
    public enum Kind {
        /** A view, rule or routine needs the constraint {@link #part} of a table: {@code group by} over its primary key. */
        CONSTRAINT,
        /** An object in a schema, other than tables, views, sequences, enums, domains and composite types. */
        CONTENT,
        /** An object that uses one of an extension. */
        EXTENSION,
        /** The privilege {@link #part} on single columns of a relation that the role {@link #holder} has. */
        COLUMN_GRANT,
        /** The privilege {@link #part} on a relation that a role has granted to another. */
        GRANT,
        /** The privilege {@link #part} on a schema that a role has granted to another. */
        SCHEMA_GRANT,
        /** The sequence of the identity column {@link #part} of the holder. */
        IDENTITY,
        /** A publication of a table without replica identity; one with a {@link #part} needs a primary key. */
        PUBLICATION
    }
}
