package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A sequence that no identity column owns.
 *
 * @param type {@code smallint}, {@code integer} or {@code bigint}
 * @param ownedBy the column whose drop takes the sequence along
 */
public record Sequence(
        ObjectName name,
        ColumnType type,
        SequenceOptions options,
        @Nullable Owner ownedBy,
        @Nullable String comment) {

    /** A column that owns a sequence. */
    public record Owner(ObjectName table, String column) {}

    /** Of type bigint, owned by none. */
    public static Sequence of(ObjectName name, SequenceOptions options) {
        return new Sequence(name, ColumnType.parse("bigint"), options, null, null);
    }

    public Sequence withName(ObjectName value) {
        return new Sequence(value, type, options, ownedBy, comment);
    }

    public Sequence withOwner(@Nullable Owner value) {
        return new Sequence(name, type, options, value, comment);
    }

    public Sequence withOptions(SequenceOptions value) {
        return new Sequence(name, type, value, ownedBy, comment);
    }

    public Sequence withComment(@Nullable String value) {
        return new Sequence(name, type, options, ownedBy, value);
    }
}
