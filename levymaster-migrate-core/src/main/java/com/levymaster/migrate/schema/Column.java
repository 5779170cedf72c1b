package com.levymaster.migrate.schema;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table. At most one of default, identity and generated is set.
 *
 * @param collation {@code null} for the default of the type
 * @param statistics the column's statistics target, {@code null} for the server's default
 * @param storage {@code plain}, {@code external}, {@code extended} or {@code main}; {@code null} for the default of the type
 * @param compression {@code pglz} or {@code lz4}; {@code null} for the server's default
 * @param inherited whether the table only has the column because a parent has it, or the table of which it is a partition
 * @param notNullName the name of the not-null constraint (PostgreSQL 18 and later) that the table has of its own; {@code
 *     null} if it has none, or one that the server named
 * @param noInherit whether it forbids null in this table only, and not in tables that inherit from it
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
        @Nullable String storage,
        @Nullable String compression,
        boolean inherited,
        @Nullable String notNullName,
        boolean noInherit) {

    private static final Pattern SERVERS = Pattern.compile(".*_not_null[0-9]*");

    public Column {
        notNullName = nullable || notNullName == null || isServers(notNullName) ? null : notNullName;
        noInherit = noInherit && !nullable;
    }

    /** Creates a column whose nullability tables inherit. */
    public Column(
            String name,
            ColumnType type,
            boolean nullable,
            @Nullable DefaultValue defaultValue,
            @Nullable Identity identity,
            @Nullable GenerationExpression generated,
            @Nullable String collation,
            @Nullable String comment,
            @Nullable Integer statistics,
            @Nullable String storage,
            @Nullable String compression,
            boolean inherited,
            @Nullable String notNullName) {
        this(
                name,
                type,
                nullable,
                defaultValue,
                identity,
                generated,
                collation,
                comment,
                statistics,
                storage,
                compression,
                inherited,
                notNullName,
                false);
    }

    /** Whether PostgreSQL may have given the name to a not-null constraint: {@code county_name_not_null}. */
    public static boolean isServers(String constraint) {
        return SERVERS.matcher(constraint).matches();
    }

    /** Creates a nullable column without further properties. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, true, null, null, null, null, null, null, null, null, false, null);
    }

    /** Returns a copy with this name. */
    public Column withName(String value) {
        Copy copy = new Copy(this);
        copy.name = value;
        return copy.column();
    }

    /** Returns a copy with this type. */
    public Column withType(ColumnType value) {
        Copy copy = new Copy(this);
        copy.type = value;
        return copy.column();
    }

    /** Returns a copy with this nullability. */
    public Column withNullable(boolean value) {
        Copy copy = new Copy(this);
        copy.nullable = value;
        return copy.column();
    }

    /** Returns a copy with this default value; {@code null} for none. */
    public Column withDefault(@Nullable DefaultValue value) {
        Copy copy = new Copy(this);
        copy.defaultValue = value;
        return copy.column();
    }

    /** Returns a copy with this identity; {@code null} for none. */
    public Column withIdentity(@Nullable Identity value) {
        Copy copy = new Copy(this);
        copy.identity = value;
        return copy.column();
    }

    /** Returns a copy with this generation expression; {@code null} for none. */
    public Column withGenerated(@Nullable GenerationExpression value) {
        Copy copy = new Copy(this);
        copy.generated = value;
        return copy.column();
    }

    /** Returns a copy with this collation; {@code null} for the default of the type. */
    public Column withCollation(@Nullable String value) {
        Copy copy = new Copy(this);
        copy.collation = value;
        return copy.column();
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public Column withComment(@Nullable String value) {
        Copy copy = new Copy(this);
        copy.comment = value;
        return copy.column();
    }

    /** Returns a copy with this statistics target; {@code null} for the server's default. */
    public Column withStatistics(@Nullable Integer value) {
        Copy copy = new Copy(this);
        copy.statistics = value;
        return copy.column();
    }

    /** Returns a copy with this storage; {@code null} for the default of the type. */
    public Column withStorage(@Nullable String value) {
        Copy copy = new Copy(this);
        copy.storage = value;
        return copy.column();
    }

    /** Returns a copy with this compression; {@code null} for the server's default. */
    public Column withCompression(@Nullable String value) {
        Copy copy = new Copy(this);
        copy.compression = value;
        return copy.column();
    }

    /** Returns a copy that a table only inherits, or has of its own. */
    public Column withInherited(boolean value) {
        Copy copy = new Copy(this);
        copy.inherited = value;
        return copy.column();
    }

    /** Returns a copy whose not-null constraint has this name; {@code null} for that of the server. */
    public Column withNotNullName(@Nullable String value) {
        Copy copy = new Copy(this);
        copy.notNullName = value;
        return copy.column();
    }

    /** Returns a copy that forbids null in its table only, or also in tables that inherit; without effect if it allows null. */
    public Column withNoInherit(boolean value) {
        Copy copy = new Copy(this);
        copy.noInherit = value;
        return copy.column();
    }

    /** What a method changes one value of. */
    private static final class Copy {

        private String name;
        private ColumnType type;
        private boolean nullable;
        private @Nullable DefaultValue defaultValue;
        private @Nullable Identity identity;
        private @Nullable GenerationExpression generated;
        private @Nullable String collation;
        private @Nullable String comment;
        private @Nullable Integer statistics;
        private @Nullable String storage;
        private @Nullable String compression;
        private boolean inherited;
        private @Nullable String notNullName;
        private boolean noInherit;

        Copy(Column from) {
            name = from.name;
            type = from.type;
            nullable = from.nullable;
            defaultValue = from.defaultValue;
            identity = from.identity;
            generated = from.generated;
            collation = from.collation;
            comment = from.comment;
            statistics = from.statistics;
            storage = from.storage;
            compression = from.compression;
            inherited = from.inherited;
            notNullName = from.notNullName;
            noInherit = from.noInherit;
        }

        Column column() {
            return new Column(
                    name,
                    type,
                    nullable,
                    defaultValue,
                    identity,
                    generated,
                    collation,
                    comment,
                    statistics,
                    storage,
                    compression,
                    inherited,
                    notNullName,
                    noInherit);
        }
    }
}
