package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.Table;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Drops a table: {@code op.dropTable("x").was(t -> …)}. */
public final class DropTableSpec implements OperationBuilder {

    private final String name;
    private final DefaultSchema scope;
    private @Nullable Table was;
    private boolean cascade;

    DropTableSpec(String name, DefaultSchema scope) {
        this.name = name;
        this.scope = scope;
    }

    /** Describes the table as it is, so that undoing can create it again. Its rows do not come back. */
    public DropTableSpec was(Consumer<TableSpec> body) {
        TableSpec table = new TableSpec(name, scope);
        body.accept(table);
        was = table.table();
        return this;
    }

    /** Drops foreign keys and views that depend on it as well. */
    public DropTableSpec cascade() {
        cascade = true;
        return this;
    }

    @Override
    public Operation build() {
        return new DropTable(scope.name(name), was, cascade);
    }
}
