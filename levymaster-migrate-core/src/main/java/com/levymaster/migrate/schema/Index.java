package com.levymaster.migrate.schema;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An index that no constraint owns; its name is unique within the schema of its table.
 *
 * @param method {@code btree}, {@code gin}, {@code gist}, {@code brin}, {@code hash}, {@code spgist} or an extension's
 * @param where the predicate of a partial index; {@code null} for all rows
 * @param options storage parameters such as {@code fillfactor}
 * @param valid whether the server may use it; {@code false} after {@code create index concurrently} was cut short
 */
public record Index(
        String name,
        List<Key> keys,
        boolean unique,
        String method,
        List<String> include,
        @Nullable String where,
        boolean nullsNotDistinct,
        Map<String, String> options,
        @Nullable String tablespace,
        @Nullable String comment,
        boolean valid) {

    public Index {
        keys = List.copyOf(keys);
        include = List.copyOf(include);
        options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** A plain B-tree over columns. */
    public static Index of(String name, List<String> columns) {
        return new Index(
                name,
                columns.stream().map(Key::column).toList(),
                false,
                "btree",
                List.of(),
                null,
                false,
                Map.of(),
                null,
                null,
                true);
    }

    public Index withName(String value) {
        return new Index(
                value, keys, unique, method, include, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    public Index withKeys(List<Key> value) {
        return new Index(
                name, value, unique, method, include, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    public Index withUnique(boolean value) {
        return new Index(
                name, keys, value, method, include, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    public Index withMethod(String value) {
        return new Index(
                name, keys, unique, value, include, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    public Index withInclude(List<String> value) {
        return new Index(
                name, keys, unique, method, value, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    public Index withWhere(@Nullable String value) {
        return new Index(
                name, keys, unique, method, include, value, nullsNotDistinct, options, tablespace, comment, valid);
    }

    public Index withNullsNotDistinct(boolean value) {
        return new Index(name, keys, unique, method, include, where, value, options, tablespace, comment, valid);
    }

    public Index withOptions(Map<String, String> value) {
        return new Index(
                name, keys, unique, method, include, where, nullsNotDistinct, value, tablespace, comment, valid);
    }

    public Index withTablespace(@Nullable String value) {
        return new Index(name, keys, unique, method, include, where, nullsNotDistinct, options, value, comment, valid);
    }

    public Index withComment(@Nullable String value) {
        return new Index(
                name, keys, unique, method, include, where, nullsNotDistinct, options, tablespace, value, valid);
    }

    /**
     * One key of an index: a column, or an expression when {@code column} is {@code null}.
     *
     * @param nullsFirst {@code null} for what the direction gives by itself: last ascending, first descending
     */
    public record Key(
            @Nullable String column,
            @Nullable String expression,
            boolean descending,
            @Nullable Boolean nullsFirst,
            @Nullable String operatorClass,
            @Nullable String collation) {

        public Key {
            if ((column == null) == (expression == null)) {
                throw new IllegalArgumentException("An index key is a column or an expression");
            }
            if (nullsFirst != null && nullsFirst == descending) {
                nullsFirst = null;
            }
        }

        public static Key column(String name) {
            return new Key(name, null, false, null, null, null);
        }

        public static Key expression(String sql) {
            return new Key(null, sql, false, null, null, null);
        }

        public Key desc() {
            return new Key(column, expression, true, nullsFirst, operatorClass, collation);
        }

        public Key withNullsFirst(@Nullable Boolean value) {
            return new Key(column, expression, descending, value, operatorClass, collation);
        }

        public Key withOperatorClass(@Nullable String value) {
            return new Key(column, expression, descending, nullsFirst, value, collation);
        }

        public Key withCollation(@Nullable String value) {
            return new Key(column, expression, descending, nullsFirst, operatorClass, value);
        }

        public Key withExpression(String value) {
            return new Key(null, value, descending, nullsFirst, operatorClass, collation);
        }

        public Key withColumn(String value) {
            return new Key(value, null, descending, nullsFirst, operatorClass, collation);
        }
    }
}
