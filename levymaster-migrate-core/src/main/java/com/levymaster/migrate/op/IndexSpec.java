package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.Index;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Describes an index. At least one key is required.
 *
 * <pre>{@code
 * t.addIndex("ix_property_location").on("longitude", "latitude");
 * t.addIndex("ix_property_search").onExpression("to_tsvector('english', property_id)").using("gin");
 * t.addIndex("ix_levy_rate_year").on("year").desc().where("is_final");
 * }</pre>
 *
 * <p>{@code desc}, {@code nullsFirst}, {@code nullsLast}, {@code operatorClass} and {@code collation} apply to the last
 * key before them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html">PostgreSQL: CREATE INDEX</a>
 */
public final class IndexSpec {

    private final String name;
    private final List<Index.Key> keys = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private boolean unique;
    private boolean nullsNotDistinct;
    private String method = "btree";
    private List<String> include = List.of();
    private @Nullable String where;
    private @Nullable String tablespace;
    private @Nullable String comment;
    private boolean concurrently;
    private boolean only;

    IndexSpec(String name) {
        this.name = name;
    }

    /** Adds columns as keys: {@code create index name on t (longitude, latitude)}. */
    public IndexSpec on(String... columns) {
        Arrays.stream(columns).map(Index.Key::column).forEach(keys::add);
        return this;
    }

    /** Adds an SQL expression as a key: {@code create index name on t (lower(code))}. */
    public IndexSpec onExpression(String sql) {
        keys.add(Index.Key.expression(sql));
        return this;
    }

    /**
     * Sorts the last key in descending order: {@code (year desc)}. Only b-tree indexes are ordered; other built-in
     * methods refuse it.
     *
     * @throws MigrationException if there is no key yet
     */
    public IndexSpec desc() {
        return changeLastKey(".desc()", Index.Key::desc);
    }

    /**
     * Sorts nulls of the last key first: {@code (year nulls first)}, the default of a descending key.
     *
     * @throws MigrationException if there is no key yet
     */
    public IndexSpec nullsFirst() {
        return changeLastKey(".nullsFirst()", k -> k.withNullsFirst(true));
    }

    /**
     * Sorts nulls of the last key last: {@code (year nulls last)}, the default of an ascending key.
     *
     * @throws MigrationException if there is no key yet
     */
    public IndexSpec nullsLast() {
        return changeLastKey(".nullsLast()", k -> k.withNullsFirst(false));
    }

    /**
     * Sets the operator class of the last key: {@code (code varchar_pattern_ops)}.
     *
     * @throws MigrationException if there is no key yet
     * @see <a href="https://www.postgresql.org/docs/current/indexes-opclass.html">PostgreSQL: operator classes</a>
     */
    public IndexSpec operatorClass(String operatorClass) {
        return changeLastKey(".operatorClass(…)", k -> k.withOperatorClass(operatorClass));
    }

    /**
     * Sets the collation of the last key: {@code (code collate "C")}.
     *
     * @throws MigrationException if there is no key yet
     */
    public IndexSpec collation(String collation) {
        return changeLastKey(".collation(…)", k -> k.withCollation(collation));
    }

    /**
     * Makes it a unique index: {@code create unique index}. Only b-tree indexes can be unique; other built-in methods
     * refuse it.
     */
    public IndexSpec unique() {
        unique = true;
        return this;
    }

    /** Treats nulls as equal: {@code nulls not distinct}. Needs a unique index and PostgreSQL 15. */
    public IndexSpec nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /**
     * Sets the index method: {@code using gin}. The default is {@code btree}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/indexes-types.html">PostgreSQL: index types</a>
     */
    public IndexSpec using(String indexMethod) {
        method = indexMethod;
        return this;
    }

    /**
     * Stores further columns in the index without indexing them: {@code include (levy_rate)}. Refused for {@code hash},
     * {@code gin} and {@code brin}; callable once.
     *
     * @see <a href="https://www.postgresql.org/docs/current/indexes-index-only-scans.html">PostgreSQL: covering
     *     indexes</a>
     */
    public IndexSpec include(String... columns) {
        OperationBuilder.requireUnset(include, "index(\"" + name + "\")", ".include(…)");
        include = List.of(columns);
        return this;
    }

    /**
     * Indexes only the rows that satisfy an SQL condition: {@code where closed is null}. Callable once.
     *
     * @see <a href="https://www.postgresql.org/docs/current/indexes-partial.html">PostgreSQL: partial indexes</a>
     */
    public IndexSpec where(String predicate) {
        OperationBuilder.requireUnset(where, "index(\"" + name + "\")", ".where(…)");
        where = predicate;
        return this;
    }

    /**
     * Sets a storage parameter: {@code with (fillfactor = 80)}. The fillfactor of a b-tree index is 10 to 100 percent,
     * by default 90.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html">PostgreSQL: index storage
     *     parameters</a>
     */
    public IndexSpec with(String option, String value) {
        options.put(option, value);
        return this;
    }

    /** Sets the tablespace: {@code tablespace name}. */
    public IndexSpec tablespace(String tablespaceName) {
        tablespace = tablespaceName;
        return this;
    }

    /** Sets the comment: {@code comment on index name is '…'}. An empty text is refused. */
    public IndexSpec comment(String text) {
        comment = text;
        return this;
    }

    /**
     * Builds the index without blocking writes: {@code create index concurrently}. PostgreSQL refuses it inside a
     * transaction; call it within {@link Operations#autocommit}. Refused within {@code createTable} and {@code was}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createindex.html">PostgreSQL: building indexes
     *     concurrently</a>
     */
    public IndexSpec concurrently() {
        concurrently = true;
        return this;
    }

    /**
     * Creates the index of a partitioned table without those of its partitions: {@code create index name on only t (…)}. It
     * is not valid until the partitions have indexes that are attached with {@code alter index … attach partition}, so that
     * they can be built concurrently. Refused within {@code createTable}, whose table has no partitions yet.
     *
     * @see <a href="https://www.postgresql.org/docs/current/ddl-partitioning.html">PostgreSQL: indexes of partitioned
     *     tables</a>
     */
    public IndexSpec only() {
        only = true;
        return this;
    }

    /** Checks that the index is only described, not built, and so has no build option. */
    IndexSpec withoutBuildOptions(String reason) {
        if (concurrently) {
            throw new MigrationException(
                    "index(\"" + name + "\") calls .concurrently(), but " + reason, "remove .concurrently() there");
        }
        return this;
    }

    /** Checks that the index is one of a new table. */
    IndexSpec ofNewTable(String reason) {
        if (only) {
            throw new MigrationException(
                    "index(\"" + name + "\") calls .only(), but a new table has no partitions", "remove .only() there");
        }
        return withoutBuildOptions(reason);
    }

    boolean isOnly() {
        return only;
    }

    boolean isConcurrently() {
        return concurrently;
    }

    Index index() {
        OperationBuilder.require(
                keys.isEmpty() ? null : keys, "index(\"" + name + "\")", ".on(columns) or .onExpression(sql)");
        return new Index(
                name, keys, unique, method, include, where, nullsNotDistinct, options, tablespace, comment, true);
    }

    private IndexSpec changeLastKey(String method, UnaryOperator<Index.Key> change) {
        OperationBuilder.require(
                keys.isEmpty() ? null : keys, "index(\"" + name + "\")" + method, ".on(column) before it");
        int last = keys.size() - 1;
        keys.set(last, change.apply(keys.get(last)));
        return this;
    }
}
