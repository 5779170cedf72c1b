package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.operation.ViewOperation.ViewColumns;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Gives a view another query: {@code op.views().replace("v").from("select a from t").to("select a, b from t")}.
 *
 * <p>As PostgreSQL has it, the new query keeps the columns and may add others at the end; undoing takes those away again.
 * For any other change, add {@link #changingColumns()} or {@link #removingColumns()}: the view is then dropped and
 * created anew, with its comment and privileges, unless something else depends on it.
 */
public final class ReplaceViewSpec implements OperationBuilder {

    private final ObjectName name;
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable ViewColumns columns;

    ReplaceViewSpec(ObjectName name) {
        this.name = name;
    }

    /** The query as it is, for the way back. */
    public ReplaceViewSpec from(String query) {
        from = query;
        return this;
    }

    public ReplaceViewSpec to(String query) {
        to = query;
        return this;
    }

    /** The new query lacks columns that stood at the end of the old one. */
    public ReplaceViewSpec removingColumns() {
        columns = ViewColumns.GO;
        return this;
    }

    /** The columns of the new query are others, or of other types, or in another order. */
    public ReplaceViewSpec changingColumns() {
        columns = ViewColumns.CHANGE;
        return this;
    }

    @Override
    public Operation build() {
        String query = OperationBuilder.require(to, "views().replace(\"" + name + "\")", ".to(query)");
        return new ReplaceView(name, from, query, columns);
    }
}
