package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;
import org.jspecify.annotations.Nullable;

/** Drops a view: {@code op.views().drop("open_district").was("select …")}. */
public final class DropViewSpec implements OperationBuilder {

    private final ObjectName name;
    private final boolean materialized;
    private @Nullable String query;

    DropViewSpec(ObjectName name, boolean materialized) {
        this.name = name;
        this.materialized = materialized;
    }

    /** The query as it is, so that undo can create the view again. */
    public void was(String select) {
        query = select;
    }

    @Override
    public Operation build() {
        return new DropView(name, materialized, query == null ? null : new View(name, query, materialized, null));
    }
}
