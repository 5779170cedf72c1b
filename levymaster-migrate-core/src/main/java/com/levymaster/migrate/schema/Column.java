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
        return new Column(
                value,
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

    /** Returns a copy with this type. */
    public Column withType(ColumnType value) {
        return new Column(
                name,
                value,
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

    /** Returns a copy with this nullability. */
    public Column withNullable(boolean value) {
        return new Column(
                name,
                type,
                value,
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

    /** Returns a copy with this default value; {@code null} for none. */
    public Column withDefault(@Nullable DefaultValue value) {
        return new Column(
                name,
                type,
                nullable,
                value,
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

    /** Returns a copy with this identity; {@code null} for none. */
    public Column withIdentity(@Nullable Identity value) {
        return new Column(
                name,
                type,
                nullable,
                defaultValue,
                value,
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

    /** Returns a copy with this generation expression; {@code null} for none. */
    public Column withGenerated(@Nullable GenerationExpression value) {
        return new Column(
                name,
                type,
                nullable,
                defaultValue,
                identity,
                value,
                collation,
                comment,
                statistics,
                storage,
                compression,
                inherited,
                notNullName,
                noInherit);
    }

    /** Returns a copy with this collation; {@code null} for the default of the type. */
    public Column withCollation(@Nullable String value) {
        return new Column(
                name,
                type,
                nullable,
                defaultValue,
                identity,
                generated,
                value,
                comment,
                statistics,
                storage,
                compression,
                inherited,
                notNullName,
                noInherit);
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public Column withComment(@Nullable String value) {
        return new Column(
                name,
                type,
                nullable,
                defaultValue,
                identity,
                generated,
                collation,
                value,
                statistics,
                storage,
                compression,
                inherited,
                notNullName,
                noInherit);
    }

    /** Returns a copy with this statistics target; {@code null} for the server's default. */
    public Column withStatistics(@Nullable Integer value) {
        return new Column(
                name,
                type,
                nullable,
                defaultValue,
                identity,
                generated,
                collation,
                comment,
                value,
                storage,
                compression,
                inherited,
                notNullName,
                noInherit);
    }

    /** Returns a copy with this storage; {@code null} for the default of the type. */
    public Column withStorage(@Nullable String value) {
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
                value,
                compression,
                inherited,
                notNullName,
                noInherit);
    }

    /** Returns a copy with this compression; {@code null} for the server's default. */
    public Column withCompression(@Nullable String value) {
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
                value,
                inherited,
                notNullName,
                noInherit);
    }

    /** Returns a copy that a table only inherits, or has of its own. */
    public Column withInherited(boolean value) {
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
                value,
                notNullName,
                noInherit);
    }

    /** Returns a copy whose not-null constraint has this name; {@code null} for that of the server. */
    public Column withNotNullName(@Nullable String value) {
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
                value,
                noInherit);
    }

    /** Returns a copy that forbids null in its table only, or also in tables that inherit; without effect if it allows null. */
    public Column withNoInherit(boolean value) {
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
                value);
    }
}
