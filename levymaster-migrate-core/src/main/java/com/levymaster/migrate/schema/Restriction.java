package com.levymaster.migrate.schema;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the server would refuse because of objects or privileges that a schema does not hold.
 *
 * @param on the table, view, sequence, routine, schema, extension or role
 * @param part a constraint, an index, a privilege, or a column of the holder; see {@link Kind}
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
        /** A foreign key of the holder, which needs the key {@link #part} of a table; its name is the description. */
        REFERENCE,
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
        PUBLICATION,
        /** A column {@link #part} of the index that is the replica identity of a table. */
        REPLICA_IDENTITY,
        /** The index {@link #part} of a partition, which belongs to an index of its partitioned table. */
        INDEX_OF_PARTITION,
        /** The constraint {@link #part} of a partition, which belongs to a constraint of its partitioned table. */
        CONSTRAINT_OF_PARTITION,
        /** The not-null constraint of the column {@link #part}, which is not valid, or not inherited. */
        NOT_NULL,
        /** An object that calls a routine of a name that only one has: a check, a default, an index, a view and so on. */
        ROUTINE,
        /** A materialized view without an index by which it could be refreshed concurrently. */
        REFRESH,
        /** A sequence that belongs to an extension, and which a schema does not hold. */
        MEMBER,
        /** A role; all roles are there, so that a grant to another one is refused. */
        ROLE
    }

    private static final Set<Kind> OF_RELATIONS =
            EnumSet.complementOf(EnumSet.of(Kind.CONTENT, Kind.EXTENSION, Kind.SCHEMA_GRANT, Kind.ROUTINE, Kind.ROLE));

    private static final Set<Kind> HELD_BY_RELATIONS = EnumSet.of(
            Kind.CONSTRAINT,
            Kind.REFERENCE,
            Kind.CONTENT,
            Kind.EXTENSION,
            Kind.IDENTITY,
            Kind.REPLICA_IDENTITY,
            Kind.INDEX_OF_PARTITION,
            Kind.CONSTRAINT_OF_PARTITION,
            Kind.NOT_NULL,
            Kind.ROUTINE,
            Kind.REFRESH);

    /** Returns a copy for relations that have other names. */
    public Restriction withNames(UnaryOperator<ObjectName> change) {
        return new Restriction(
                kind,
                OF_RELATIONS.contains(kind) ? change.apply(on) : on,
                part,
                holder != null && HELD_BY_RELATIONS.contains(kind) ? change.apply(holder) : holder,
                description);
    }

    /** Whether it is held by this part of a table. */
    public boolean isHeldBy(ObjectName table, String ofTable) {
        return table.equals(holder) && ofTable.equals(part);
    }

    /** Returns a copy with this part. */
    public Restriction withPart(String value) {
        return new Restriction(kind, on, value, holder, description);
    }
}
