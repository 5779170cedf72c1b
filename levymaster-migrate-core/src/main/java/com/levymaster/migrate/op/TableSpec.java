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
 * Describes a table. Two parts of the same name, a second primary key and keys over unknown columns are refused.
 *
 * <pre>{@code
 * op.createTable("county", t -> {
 *     t.column("id", bigint()).identity();
 *     t.column("name", varchar(120)).notNull();
 *     t.primaryKey("pk_county").on("id");
 *     t.unique("uq_county_name").on("name");
 * });
 * }</pre>
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">PostgreSQL: CREATE TABLE</a>
 */
public final class TableSpec {

    private final ObjectName name;
    private final DefaultSchema defaultSchema;
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

    TableSpec(String name, DefaultSchema defaultSchema) {
        this.name = defaultSchema.name(name);
        this.defaultSchema = defaultSchema;
    }

    /**
     * Adds a column: {@code name character varying(120)}. Nullable and without a default unless the returned builder
     * sets them.
     */
    public ColumnSpec column(String columnName, ColumnType type) {
        return added(columns, new ColumnSpec(columnName, type));
    }

    /** Adds the primary key: {@code constraint pk_county primary key (id)}. */
    public PrimaryKeySpec primaryKey(String constraintName) {
        return added(constraints, new PrimaryKeySpec(constraintName));
    }

    /** Adds a unique constraint: {@code constraint uq_county_name unique (name)}. */
    public UniqueSpec unique(String constraintName) {
        return added(constraints, new UniqueSpec(constraintName));
    }

    /** Adds a check constraint: {@code constraint ck_levy_rate check (rate >= 0)}. */
    public CheckSpec check(String constraintName) {
        return added(constraints, new CheckSpec(constraintName));
    }

    /** Adds a foreign key: {@code constraint fk_a_b foreign key (b_id) references b (id)}. */
    public ForeignKeySpec foreignKey(String constraintName) {
        return added(constraints, new ForeignKeySpec(constraintName, defaultSchema));
    }

    /** Adds an exclusion constraint: {@code constraint ex_booking exclude using gist (…)}. */
    public ExclusionSpec exclusion(String constraintName) {
        return added(constraints, new ExclusionSpec(constraintName));
    }

    /** Adds an index, created after the table: {@code create index ix_county_name on county (name)}. */
    public IndexSpec index(String indexName) {
        return added(indexes, new IndexSpec(indexName));
    }

    /** Sets the comment: {@code comment on table county is '…'}. An empty text is refused. */
    public TableSpec comment(String text) {
        comment = text;
        return this;
    }

    /**
     * Makes the table unlogged: {@code create unlogged table}. Faster to write, but emptied by a crash of the server.
     * Refused for partitioned tables.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">PostgreSQL: UNLOGGED</a>
     */
    public TableSpec unlogged() {
        unlogged = true;
        return this;
    }

    /** Sets the tablespace: {@code tablespace name}. */
    public TableSpec tablespace(String tablespaceName) {
        tablespace = tablespaceName;
        return this;
    }

    /**
     * Makes it a partitioned table: {@code partition by range (created_at)}.
     *
     * @param methodAndKey SQL, such as {@code range (created_at)}
     * @see <a href="https://www.postgresql.org/docs/current/ddl-partitioning.html">PostgreSQL: table partitioning</a>
     */
    public TableSpec partitionBy(String methodAndKey) {
        partitionBy = methodAndKey;
        return this;
    }

    /**
     * Makes it a partition, with the columns of the partitioned table: {@code create table t partition of parent for
     * values …}.
     *
     * @param bound SQL, such as {@code for values from ('2026-01-01') to ('2027-01-01')}
     */
    public TableSpec partitionOf(String parent, String bound) {
        return partitionOf(defaultSchema.name(parent), bound);
    }

    /** Makes the table a partition of a table of any schema. */
    public TableSpec partitionOf(ObjectName parent, String bound) {
        partitionOf = new Table.Partition(parent, bound);
        return this;
    }

    /**
     * Adds parent tables of the same schema, whose columns it inherits: {@code inherits (base_district)}. Refused for
     * partitioned tables and partitions.
     */
    public TableSpec inherits(String... parents) {
        Arrays.stream(parents).map(defaultSchema::name).forEach(inherits::add);
        return this;
    }

    /** Adds parent tables of any schema. */
    public TableSpec inherits(ObjectName... parents) {
        inherits.addAll(List.of(parents));
        return this;
    }

    /**
     * Sets a storage parameter: {@code with (fillfactor = 70)}. The fillfactor of a table is 10 to 100 percent, by
     * default 100. Refused for partitioned tables.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">PostgreSQL: storage parameters</a>
     */
    public TableSpec with(String option, String value) {
        storage.put(option, value);
        return this;
    }

    Table table() {
        Table.Options options = new Table.Options(unlogged, tablespace, partitionBy, inherits, storage, partitionOf);
        List<Constraint> builtConstraints =
                constraints.stream().map(TableSpec::constraint).toList();
        List<Index> builtIndexes = indexes.stream()
                .map(i -> i.ofNewTable("building an index of a new table blocks no other session")
                        .index())
                .toList();
        Table table = Table.of(name, columns.stream().map(ColumnSpec::column).toList())
                .withConstraints(builtConstraints)
                .withIndexes(builtIndexes)
                .withOptions(options)
                .withComment(comment);
        requireDistinctNames(builtConstraints, builtIndexes);
        return table;
    }

    private static Constraint constraint(ConstraintSpec<?> spec) {
        if (spec.usingIndex() != null) {
            throw new MigrationException(
                    "Constraint " + spec.name + " calls .usingIndex(\"" + spec.usingIndex()
                            + "\"), but a new table has no index yet",
                    "remove .usingIndex(…): the constraint creates its own index");
        }
        if (!spec.wasNullable().isEmpty()) {
            throw new MigrationException(
                    "Constraint " + spec.name
                            + " calls .wasNullable(…), but the columns of a new table have no previous state",
                    "remove .wasNullable(…): undoing the operation drops the table with its columns");
        }
        return spec.constraint();
    }

    /** {@link Table} keeps its parts by name, and would silently keep the last of two. */
    private void requireDistinctNames(List<Constraint> allConstraints, List<Index> allIndexes) {
        List<String> problems = new ArrayList<>();
        addDuplicates("column", columns.stream().map(c -> c.column().name()), problems);
        addDuplicates("constraint", allConstraints.stream().map(Constraint::name), problems);
        addDuplicates("index", allIndexes.stream().map(Index::name), problems);
        if (allConstraints.stream()
                        .filter(Constraint.PrimaryKey.class::isInstance)
                        .count()
                > 1) {
            problems.add("it has two primary keys");
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(
                    "Invalid definition of table " + name + ": " + String.join("; ", problems) + ".",
                    "fix the definition; nothing was executed");
        }
    }

    private static void addDuplicates(String what, Stream<String> names, List<String> problems) {
        Set<String> seen = new HashSet<>();
        names.filter(named -> !named.isEmpty() && !seen.add(named))
                .distinct()
                .forEach(named -> problems.add(
                        "it has two " + (what.equals("index") ? "indexes" : what + "s") + " named " + named));
    }

    private static <T> T added(List<? super T> list, T spec) {
        list.add(spec);
        return spec;
    }
}
