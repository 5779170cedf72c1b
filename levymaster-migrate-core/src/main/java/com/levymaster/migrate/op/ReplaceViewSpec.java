package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.ViewOperation.ColumnCompatibility;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the query of a view: {@code op.views().replace("v").from("select a from t").to("select a, b from t")}.
 *
 * <p>PostgreSQL requires that the new query keeps the columns; it may add others at the end, which undo removes. For
 * other changes, call {@link #changingColumns()} or {@link #removingColumns()}: the view is then dropped and created
 * again, with its comment and privileges, which fails if another object depends on it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createview.html">PostgreSQL: CREATE VIEW</a>
 */
public final class ReplaceViewSpec implements OperationBuilder {

    private final ObjectName name;
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable ColumnCompatibility columns;

    ReplaceViewSpec(ObjectName name) {
        this.name = name;
    }

    /** The current query. Required for undo. */
    public ReplaceViewSpec from(String query) {
        from = query;
        return this;
    }

    /** The new query: {@code create or replace view v as select …}. Required. */
    public ReplaceViewSpec to(String query) {
        to = query;
        return this;
    }

    /** States that the new query lacks columns at the end of the old one. */
    public ReplaceViewSpec removingColumns() {
        columns = ColumnCompatibility.DROPPABLE;
        return this;
    }

    /** States that the columns of the new query have other names, types or another order. */
    public ReplaceViewSpec changingColumns() {
        columns = ColumnCompatibility.REPLACEABLE;
        return this;
    }

    @Override
    public Operation build() {
        String query = OperationBuilder.require(to, "views().replace(\"" + name + "\")", ".to(query)");
        return new ReplaceView(name, from, query, columns);
    }
}
