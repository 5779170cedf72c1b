package com.levymaster.migrate.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table with its columns, constraints and indexes.
 *
 * @param columns in their order on disk
 * @param constraints by name
 * @param indexes by name; those that a constraint owns are left out
 */
public record Table(
        ObjectName name,
        List<Column> columns,
        Map<String, Constraint> constraints,
        Map<String, Index> indexes,
        Options options,
        @Nullable String comment) {

    public Table {
        columns = List.copyOf(columns);
        constraints = Collections.unmodifiableMap(new TreeMap<>(constraints));
        indexes = Collections.unmodifiableMap(new TreeMap<>(indexes));
    }

    /** Creates a table with columns only. */
    public static Table of(ObjectName name, List<Column> columns) {
        return new Table(name, columns, Map.of(), Map.of(), Options.NONE, null);
    }

    /** The column, or empty if the table has none of that name. */
    public Optional<Column> column(String columnName) {
        for (Column column : columns) {
            if (column.name().equals(columnName)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** The primary key, or empty if the table has none. */
    public Optional<Constraint.PrimaryKey> primaryKey() {
        return constraints(Constraint.PrimaryKey.class).findFirst();
    }

    /** Returns the constraints of one kind, by name. */
    public <C extends Constraint> Stream<C> constraints(Class<C> kind) {
        return constraints.values().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Returns a copy with this name. */
    public Table withName(ObjectName value) {
        return new Table(value, columns, constraints, indexes, options, comment);
    }

    /** Returns a copy with these columns. */
    public Table withColumns(List<Column> value) {
        return new Table(name, value, constraints, indexes, options, comment);
    }

    /** Returns a copy without the columns that it only has from its parents. */
    public Table withoutInheritedColumns() {
        return withColumns(
                columns.stream().filter(column -> !column.inherited()).toList());
    }

    /** Adds the column at the end. */
    public Table withColumn(Column column) {
        List<Column> all = new ArrayList<>(columns);
        all.add(column);
        return withColumns(all);
    }

    /** Applies a change to the column of that name. */
    public Table withColumn(String columnName, UnaryOperator<Column> change) {
        return withColumns(columns.stream()
                .map(c -> c.name().equals(columnName) ? change.apply(c) : c)
                .toList());
    }

    /** Returns a copy with these constraints. */
    public Table withConstraints(Collection<? extends Constraint> value) {
        Map<String, Constraint> all = new TreeMap<>();
        value.forEach(c -> all.put(c.name(), c));
        return new Table(name, columns, all, indexes, options, comment);
    }

    /** Adds the constraint, or replaces the one of its name. */
    public Table withConstraint(Constraint constraint) {
        Map<String, Constraint> all = new TreeMap<>(constraints);
        all.put(constraint.name(), constraint);
        return withConstraints(all.values());
    }

    /** Returns a copy without the constraint. */
    public Table withoutConstraint(String constraintName) {
        Map<String, Constraint> all = new TreeMap<>(constraints);
        all.remove(constraintName);
        return withConstraints(all.values());
    }

    /** Returns a copy with these indexes. */
    public Table withIndexes(Collection<Index> value) {
        Map<String, Index> all = new TreeMap<>();
        value.forEach(i -> all.put(i.name(), i));
        return new Table(name, columns, constraints, all, options, comment);
    }

    /** Adds the index, or replaces the one of its name. */
    public Table withIndex(Index index) {
        Map<String, Index> all = new TreeMap<>(indexes);
        all.put(index.name(), index);
        return withIndexes(all.values());
    }

    /** Returns a copy without the index. */
    public Table withoutIndex(String indexName) {
        Map<String, Index> all = new TreeMap<>(indexes);
        all.remove(indexName);
        return withIndexes(all.values());
    }

    /** Returns a copy with these options. */
    public Table withOptions(Options value) {
        return new Table(name, columns, constraints, indexes, value, comment);
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public Table withComment(@Nullable String value) {
        return new Table(name, columns, constraints, indexes, options, value);
    }

    /**
     * The storage of a table, its parents and its partitioning.
     *
     * @param partitionBy the partition key as PostgreSQL prints it, such as {@code RANGE (created_at)}
     * @param inherits parent tables
     * @param storage storage parameters such as {@code fillfactor}
     * @param partitionOf the partitioned table of a partition; {@code null} for other tables
     */
    public record Options(
            boolean unlogged,
            @Nullable String tablespace,
            @Nullable String partitionBy,
            List<ObjectName> inherits,
            Map<String, String> storage,
            @Nullable Partition partitionOf) {

        /** An ordinary table. */
        public static final Options NONE = new Options(false, null, null, List.of(), Map.of());

        public Options {
            partitionBy = partitionBy == null ? null : methodAsPrinted(partitionBy);
            inherits = List.copyOf(inherits);
            storage = Collections.unmodifiableMap(new TreeMap<>(storage));
        }

        /** Creates the options of a table that is not a partition. */
        public Options(
                boolean unlogged,
                @Nullable String tablespace,
                @Nullable String partitionBy,
                List<ObjectName> inherits,
                Map<String, String> storage) {
            this(unlogged, tablespace, partitionBy, inherits, storage, null);
        }

        /** The tables from which this one inherits, or of which it is a partition. */
        public List<ObjectName> parents() {
            return partitionOf == null ? inherits : List.of(partitionOf.parent());
        }

        /** Returns a copy with this partitioning, such as {@code LIST (region)}; {@code null} for none. */
        public Options withPartitionBy(@Nullable String value) {
            return new Options(unlogged, tablespace, value, inherits, storage, partitionOf);
        }

        /** Returns a copy with this logging mode. */
        public Options withUnlogged(boolean value) {
            return new Options(value, tablespace, partitionBy, inherits, storage, partitionOf);
        }

        /** Returns a copy with this tablespace; {@code null} for the default. */
        public Options withTablespace(@Nullable String value) {
            return new Options(unlogged, value, partitionBy, inherits, storage, partitionOf);
        }

        /** Sets one storage parameter; {@code null} removes it. */
        public Options withStorage(String parameter, @Nullable String value) {
            Map<String, String> all = new TreeMap<>(storage);
            if (value == null) {
                all.remove(parameter);
            } else {
                all.put(parameter, value);
            }
            return new Options(unlogged, tablespace, partitionBy, inherits, all, partitionOf);
        }
    }

    /**
     * A partition. Constraints and indexes that it inherits from the partitioned table are not repeated.
     *
     * @param bound the bounds as PostgreSQL prints them, such as {@code FOR VALUES FROM (1) TO (10)}
     */
    public record Partition(ObjectName parent, String bound) {

        public Partition {
            bound = asPrinted(bound);
        }
    }

    private static final Pattern QUOTED_OR_KEYWORD =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(?i)\\b(range|list"
                    + "|hash|for|values|from|to|in|with|modulus|remainder|default|minvalue|maxvalue)\\b");

    /** The partition method only; the key after it consists of names. */
    private static String methodAsPrinted(String sql) {
        int key = sql.indexOf('(');
        return key < 0 ? sql : asPrinted(sql.substring(0, key)).strip() + " " + sql.substring(key);
    }

    /** PostgreSQL prints the keywords of partition bounds in upper case. */
    private static String asPrinted(String sql) {
        return QUOTED_OR_KEYWORD
                .matcher(sql)
                .replaceAll(token -> Matcher.quoteReplacement(
                        token.group(1) == null ? token.group() : token.group().toUpperCase(Locale.ROOT)));
    }
}
