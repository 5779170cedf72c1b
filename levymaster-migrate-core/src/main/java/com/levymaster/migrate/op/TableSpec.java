package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes a table.
 *
 * <pre>{@code
 * op.createTable("county", t -> {
 *     t.column("id", bigint()).identity();
 *     t.column("name", varchar(120)).notNull();
 *     t.primaryKey("pk_county").on("id");
 *     t.unique("uq_county_name").on("name");
 * });
 * }</pre>
 */
public final class TableSpec {

    private final ObjectName name;
    private final DefaultSchema scope;
    private final List<ColumnSpec> columns = new ArrayList<>();
    private final List<ConstraintSpec<?>> constraints = new ArrayList<>();
    private final List<IndexSpec> indexes = new ArrayList<>();
    private final List<ObjectName> inherits = new ArrayList<>();
    private final Map<String, String> storage = new LinkedHashMap<>();
    private boolean unlogged;
    private @Nullable String tablespace;
    private @Nullable String partitionBy;
    private Table.@Nullable Partition partitionOf;
    private @Nullable String comment;

    TableSpec(String name, DefaultSchema scope) {
        this.name = scope.name(name);
        this.scope = scope;
    }

    public ColumnSpec column(String columnName, ColumnType type) {
        return added(columns, new ColumnSpec(columnName, type));
    }

    public PrimaryKeySpec primaryKey(String constraintName) {
        return added(constraints, new PrimaryKeySpec(constraintName));
    }

    public UniqueSpec unique(String constraintName) {
        return added(constraints, new UniqueSpec(constraintName));
    }

    public CheckSpec check(String constraintName) {
        return added(constraints, new CheckSpec(constraintName));
    }

    public ForeignKeySpec foreignKey(String constraintName) {
        return added(constraints, new ForeignKeySpec(constraintName, scope));
    }

    public ExclusionSpec exclusion(String constraintName) {
        return added(constraints, new ExclusionSpec(constraintName));
    }

    public IndexSpec index(String indexName) {
        return added(indexes, new IndexSpec(indexName));
    }

    public TableSpec comment(String text) {
        comment = text;
        return this;
    }

    /** Not written to the log: faster, and empty after a crash of the server. */
    public TableSpec unlogged() {
        unlogged = true;
        return this;
    }

    public TableSpec tablespace(String tablespaceName) {
        tablespace = tablespaceName;
        return this;
    }

    /** Method and key, as SQL: {@code range (created_at)}. */
    public TableSpec partitionBy(String methodAndKey) {
        partitionBy = methodAndKey;
        return this;
    }

    /**
     * Makes it a part of a partitioned table, with that table's columns.
     *
     * @param bound as SQL: {@code for values from ('2026-01-01') to ('2027-01-01')}
     */
    public TableSpec partitionOf(String parent, String bound) {
        partitionOf = new Table.Partition(scope.name(parent), bound);
        return this;
    }

    /** Parent tables, in the same schema. */
    public TableSpec inherits(String... parents) {
        Arrays.stream(parents).map(scope::name).forEach(inherits::add);
        return this;
    }

    /** A storage parameter: {@code with("fillfactor", "70")}. */
    public TableSpec with(String option, String value) {
        storage.put(option, value);
        return this;
    }

    Table table() {
        Table.Options options = new Table.Options(unlogged, tablespace, partitionBy, inherits, storage, partitionOf);
        List<Constraint> said = constraints.stream().map(TableSpec::constraint).toList();
        List<Index> saidIndexes = indexes.stream()
                .map(i -> i.described("the indexes of a new table block nobody").index())
                .toList();
        Table table = Table.of(name, columns.stream().map(ColumnSpec::column).toList())
                .withConstraints(said)
                .withIndexes(saidIndexes)
                .withOptions(options)
                .withComment(comment);
        refuseTwice(said, saidIndexes);
        return table;
    }

    private static Constraint constraint(ConstraintSpec<?> spec) {
        if (spec.usingIndex() != null) {
            throw new MigrationException(
                    "Constraint " + spec.name + " says .usingIndex(\"" + spec.usingIndex()
                            + "\"), but a new table has no index yet",
                    "leave .usingIndex(…) out: the constraint makes an index of its own");
        }
        if (!spec.wasNullable().isEmpty()) {
            throw new MigrationException(
                    "Constraint " + spec.name + " says .wasNullable(…), but a new table was nothing before",
                    "leave .wasNullable(…) out: the columns go with the table when it is undone");
        }
        return spec.constraint();
    }

    /** By its names, the table would keep the last of two. */
    private void refuseTwice(List<Constraint> said, List<Index> saidIndexes) {
        List<String> faults = new ArrayList<>();
        twice("column", columns.stream().map(c -> c.column().name()), faults);
        twice("constraint", said.stream().map(Constraint::name), faults);
        twice("index", saidIndexes.stream().map(Index::name), faults);
        if (said.stream().filter(Constraint.PrimaryKey.class::isInstance).count() > 1) {
            faults.add("it has two primary keys");
        }
        if (!faults.isEmpty()) {
            throw new MigrationException(
                    "Table " + name + " cannot be as it is said: " + String.join("; ", faults) + ".",
                    "mend the sentence; nothing has run");
        }
    }

    private static void twice(String what, Stream<String> names, List<String> faults) {
        Set<String> seen = new HashSet<>();
        names.filter(named -> !named.isEmpty() && !seen.add(named))
                .distinct()
                .forEach(named -> faults.add(
                        "it has two " + (what.equals("index") ? "indexes" : what + "s") + " called " + named));
    }

    private static <T> T added(List<? super T> list, T spec) {
        list.add(spec);
        return spec;
    }
}
