package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A sequence that no identity column owns.
 *
 * @param type {@code smallint}, {@code integer} or {@code bigint}
 * @param ownedBy the column with which the sequence is dropped
 */
public record Sequence(
        ObjectName name,
        ColumnType type,
        SequenceOptions options,
        @Nullable Owner ownedBy,
        @Nullable String comment) {

    /** A column that owns a sequence. */
    public record Owner(ObjectName table, String column) {}

    /** Creates a sequence of type {@code bigint} without an owner. */
    public static Sequence of(ObjectName name, SequenceOptions options) {
        return new Sequence(name, ColumnType.parse("bigint"), options, null, null);
    }

    /** Returns a copy with this name. */
    public Sequence withName(ObjectName value) {
        return new Sequence(value, type, options, ownedBy, comment);
    }

    /** Returns a copy with this owner; {@code null} for none. */
    public Sequence withOwner(@Nullable Owner value) {
        return new Sequence(name, type, options, value, comment);
    }

    /** Returns a copy with these options. */
    public Sequence withOptions(SequenceOptions value) {
        return new Sequence(name, type, value, ownedBy, comment);
    }

    /** Returns a copy with this type. */
    public Sequence withType(ColumnType value) {
        return new Sequence(name, value, options, ownedBy, comment);
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public Sequence withComment(@Nullable String value) {
        return new Sequence(name, type, options, ownedBy, value);
    }
}
