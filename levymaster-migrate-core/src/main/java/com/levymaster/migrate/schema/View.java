package com.levymaster.migrate.schema;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view. Two views are equal if they are defined alike; what they use follows from that.
 *
 * @param query the select statement, without a semicolon
 * @param materialized whether it is a materialized view
 * @param uses the relations and columns that the server records for it; {@code null} if it has not been inspected
 */
public record View(
        ObjectName name,
        String query,
        boolean materialized,
        @Nullable String comment,
        @Nullable Set<Use> uses) {

    public View {
        uses = uses == null ? null : Set.copyOf(uses);
    }

    /** Creates a view that has not been inspected. */
    public View(ObjectName name, String query, boolean materialized, @Nullable String comment) {
        this(name, query, materialized, comment, null);
    }

    /**
     * A relation that a view reads, or one column of it.
     *
     * @param column {@code null} for the relation itself, {@code *} for any of its columns
     */
    public record Use(ObjectName relation, @Nullable String column) {

        /** Whether a view with this use depends on the column; on the relation if it is {@code null}. */
        public boolean includes(@Nullable String other) {
            return other == null || other.equals(column) || "*".equals(column);
        }
    }

    /** Returns a copy with this name. */
    public View withName(ObjectName value) {
        return new View(value, query, materialized, comment, uses);
    }

    /** Returns a copy with this query, which has not been inspected. */
    public View withQuery(String value) {
        return new View(name, value, materialized, comment, null);
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public View withComment(@Nullable String value) {
        return new View(name, query, materialized, value, uses);
    }

    /** Returns a copy that uses these. */
    public View withUses(@Nullable Set<Use> value) {
        return new View(name, query, materialized, comment, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof View view
                && name.equals(view.name)
                && query.equals(view.query)
                && materialized == view.materialized
                && Objects.equals(comment, view.comment);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, query, materialized, comment);
    }

    @Override
    public String toString() {
        return "View[name=" + name + ", query=" + query + ", materialized=" + materialized + ", comment=" + comment
                + "]";
    }
}
