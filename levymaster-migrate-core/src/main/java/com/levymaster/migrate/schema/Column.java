package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table. At most one of default, identity and generated is set.
 *
 * @param collation {@code null} for the type's own
 * @param statistics the column's statistics target, {@code null} for the server's default
 * @param storage {@code plain}, {@code external}, {@code extended} or {@code main}; {@code null} for the type's own
 */
public record Column(
        String name,
        ColumnType type,
        boolean nullable,
        @Nullable DefaultValue defaultValue,
        @Nullable Identity identity,
        @Nullable GenerationExpression generated,
        @Nullable String collation,
        @Nullable String comment,
        @Nullable Integer statistics,
        @Nullable String storage) {

    /** A nullable column with nothing else to it. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, true, null, null, null, null, null, null, null);
    }

    public Column withName(String value) {
        return new Column(
                value, type, nullable, defaultValue, identity, generated, collation, comment, statistics, storage);
    }

    public Column withType(ColumnType value) {
        return new Column(
                name, value, nullable, defaultValue, identity, generated, collation, comment, statistics, storage);
    }

    public Column withNullable(boolean value) {
        return new Column(
                name, type, value, defaultValue, identity, generated, collation, comment, statistics, storage);
    }

    public Column withDefault(@Nullable DefaultValue value) {
        return new Column(name, type, nullable, value, identity, generated, collation, comment, statistics, storage);
    }

    public Column withIdentity(@Nullable Identity value) {
        return new Column(
                name, type, nullable, defaultValue, value, generated, collation, comment, statistics, storage);
    }

    public Column withGenerated(@Nullable GenerationExpression value) {
        return new Column(name, type, nullable, defaultValue, identity, value, collation, comment, statistics, storage);
    }

    public Column withCollation(@Nullable String value) {
        return new Column(name, type, nullable, defaultValue, identity, generated, value, comment, statistics, storage);
    }

    public Column withComment(@Nullable String value) {
        return new Column(
                name, type, nullable, defaultValue, identity, generated, collation, value, statistics, storage);
    }

    public Column withStatistics(@Nullable Integer value) {
        return new Column(name, type, nullable, defaultValue, identity, generated, collation, comment, value, storage);
    }

    public Column withStorage(@Nullable String value) {
        return new Column(
                name, type, nullable, defaultValue, identity, generated, collation, comment, statistics, value);
    }
}
