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
 * Describes an index.
 *
 * <pre>{@code
 * t.addIndex("ix_property_location").on("longitude", "latitude");
 * t.addIndex("ix_property_search").onExpression("to_tsvector('english', property_id)").using("gin");
 * t.addIndex("ix_levy_rate_year").on("year").desc().where("is_final");
 * }</pre>
 *
 * <p>The words after {@code on} ({@code desc}, {@code nullsFirst}, {@code operatorClass}, {@code collation}) speak of the
 * last key named.
 */
public final class IndexSpec {

    private final String name;
    private final List<Index.Key> parts = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private boolean unique;
    private boolean nullsNotDistinct;
    private String method = "btree";
    private List<String> include = List.of();
    private @Nullable String where;
    private @Nullable String tablespace;
    private @Nullable String comment;
    private boolean concurrently;

    IndexSpec(String name) {
        this.name = name;
    }

    /** Further keys: columns. */
    public IndexSpec on(String... columns) {
        Arrays.stream(columns).map(Index.Key::column).forEach(parts::add);
        return this;
    }

    /** A further key: an SQL expression. */
    public IndexSpec onExpression(String sql) {
        parts.add(Index.Key.expression(sql));
        return this;
    }

    public IndexSpec desc() {
        return last(".desc()", Index.Key::desc);
    }

    public IndexSpec nullsFirst() {
        return last(".nullsFirst()", p -> p.withNullsFirst(true));
    }

    public IndexSpec nullsLast() {
        return last(".nullsLast()", p -> p.withNullsFirst(false));
    }

    public IndexSpec operatorClass(String operatorClass) {
        return last(".operatorClass(…)", p -> p.withOperatorClass(operatorClass));
    }

    public IndexSpec collation(String collation) {
        return last(".collation(…)", p -> p.withCollation(collation));
    }

    public IndexSpec unique() {
        unique = true;
        return this;
    }

    /** Two nulls count as alike (PostgreSQL 15 and later). */
    public IndexSpec nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /** The index method, such as {@code gin}; {@code btree} unless said otherwise. */
    public IndexSpec using(String indexMethod) {
        method = indexMethod;
        return this;
    }

    /** Further columns kept in the index, but no keys of it. */
    public IndexSpec include(String... columns) {
        OperationBuilder.requireUnset(include, "index(\"" + name + "\")", ".include(…)");
        include = List.of(columns);
        return this;
    }

    /** Only rows for which this holds are in the index. */
    public IndexSpec where(String predicate) {
        OperationBuilder.requireUnset(where, "index(\"" + name + "\")", ".where(…)");
        where = predicate;
        return this;
    }

    /** A storage parameter: {@code with("fillfactor", "70")}. */
    public IndexSpec with(String option, String value) {
        options.put(option, value);
        return this;
    }

    public IndexSpec tablespace(String tablespaceName) {
        tablespace = tablespaceName;
        return this;
    }

    public IndexSpec comment(String text) {
        comment = text;
        return this;
    }

    /** Built or dropped without blocking writers; belongs into {@code op.autocommit(…)}. */
    public IndexSpec concurrently() {
        concurrently = true;
        return this;
    }

    /** Where an index is described as part of something else, how it is built is not said. */
    IndexSpec described(String because) {
        if (concurrently) {
            throw new MigrationException(
                    "index(\"" + name + "\") says .concurrently(), but " + because, "leave .concurrently() out there");
        }
        return this;
    }

    boolean isConcurrently() {
        return concurrently;
    }

    Index index() {
        OperationBuilder.require(
                parts.isEmpty() ? null : parts, "index(\"" + name + "\")", ".on(columns) or .onExpression(sql)");
        return new Index(
                name, parts, unique, method, include, where, nullsNotDistinct, options, tablespace, comment, true);
    }

    private IndexSpec last(String word, UnaryOperator<Index.Key> change) {
        OperationBuilder.require(
                parts.isEmpty() ? null : parts, "index(\"" + name + "\")" + word, ".on(column) before it");
        int last = parts.size() - 1;
        parts.set(last, change.apply(parts.get(last)));
        return this;
    }
}
