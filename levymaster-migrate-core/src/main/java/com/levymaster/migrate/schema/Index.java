package com.levymaster.migrate.schema;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An index that no constraint owns; its name is unique within the schema of its table.
 *
 * @param method {@code btree}, {@code gin}, {@code gist}, {@code brin}, {@code hash}, {@code spgist} or the method of an extension
 * @param where the predicate of a partial index; {@code null} for all rows
 * @param options storage parameters such as {@code fillfactor}
 * @param valid whether the server uses it; {@code false} after {@code create index concurrently} was interrupted
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

    /** Creates a B-tree index over columns. */
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

    /** Returns a copy with this name. */
    public Index withName(String value) {
        return new Index(
                value, keys, unique, method, include, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    /** Returns a copy with these keys. */
    public Index withKeys(List<Key> value) {
        return new Index(
                name, value, unique, method, include, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    /** Returns a copy with this uniqueness. */
    public Index withUnique(boolean value) {
        return new Index(
                name, keys, value, method, include, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    /** Returns a copy with this method. */
    public Index withMethod(String value) {
        return new Index(
                name, keys, unique, value, include, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    /** Returns a copy with these included columns. */
    public Index withInclude(List<String> value) {
        return new Index(
                name, keys, unique, method, value, where, nullsNotDistinct, options, tablespace, comment, valid);
    }

    /** Returns a copy with this predicate; {@code null} for none. */
    public Index withWhere(@Nullable String value) {
        return new Index(
                name, keys, unique, method, include, value, nullsNotDistinct, options, tablespace, comment, valid);
    }

    /** Returns a copy with this treatment of nulls. */
    public Index withNullsNotDistinct(boolean value) {
        return new Index(name, keys, unique, method, include, where, value, options, tablespace, comment, valid);
    }

    /** Returns a copy with this option; {@code null} removes it. */
    public Index withOption(String option, @Nullable String value) {
        Map<String, String> changed = new TreeMap<>(options);
        if (value == null) {
            changed.remove(option);
        } else {
            changed.put(option, value);
        }
        return withOptions(changed);
    }

    /** Returns a copy with these options. */
    public Index withOptions(Map<String, String> value) {
        return new Index(
                name, keys, unique, method, include, where, nullsNotDistinct, value, tablespace, comment, valid);
    }

    /** Returns a copy that the server uses, or does not. */
    public Index withValid(boolean value) {
        return new Index(
                name, keys, unique, method, include, where, nullsNotDistinct, options, tablespace, comment, value);
    }

    /** Returns a copy with this tablespace; {@code null} for the default. */
    public Index withTablespace(@Nullable String value) {
        return new Index(name, keys, unique, method, include, where, nullsNotDistinct, options, value, comment, valid);
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public Index withComment(@Nullable String value) {
        return new Index(
                name, keys, unique, method, include, where, nullsNotDistinct, options, tablespace, value, valid);
    }

    /**
     * One key of an index: a column, or an expression when {@code column} is {@code null}.
     *
     * @param nullsFirst {@code null} for the default of the direction: last if ascending, first if descending
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

        /** Creates an ascending key over a column. */
        public static Key column(String name) {
            return new Key(name, null, false, null, null, null);
        }

        /** Creates an ascending key over an SQL expression. */
        public static Key expression(String sql) {
            return new Key(null, sql, false, null, null, null);
        }

        /** Returns this key in descending order. */
        public Key desc() {
            return new Key(column, expression, true, nullsFirst, operatorClass, collation);
        }

        /** Returns a copy that sorts nulls first or last; {@code null} for the default of the direction. */
        public Key withNullsFirst(@Nullable Boolean value) {
            return new Key(column, expression, descending, value, operatorClass, collation);
        }

        /** Returns a copy with this operator class; {@code null} for none. */
        public Key withOperatorClass(@Nullable String value) {
            return new Key(column, expression, descending, nullsFirst, value, collation);
        }

        /** Returns a copy with this collation; {@code null} for the default of the type. */
        public Key withCollation(@Nullable String value) {
            return new Key(column, expression, descending, nullsFirst, operatorClass, value);
        }

        /** Returns a copy with this expression. */
        public Key withExpression(String value) {
            return new Key(null, value, descending, nullsFirst, operatorClass, collation);
        }

        /** Returns a copy with this column. */
        public Key withColumn(String value) {
            return new Key(value, null, descending, nullsFirst, operatorClass, collation);
        }
    }
}
