package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.Table;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drops a table: {@code op.dropTable("old_rate").was(t -> …)}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-droptable.html">PostgreSQL: DROP TABLE</a>
 */
public final class DropTableSpec implements OperationBuilder {

    private final String name;
    private final DefaultSchema defaultSchema;
    private @Nullable Table was;
    private boolean cascade;

    DropTableSpec(String name, DefaultSchema defaultSchema) {
        this.name = name;
        this.defaultSchema = defaultSchema;
    }

    /** Describes the table as it is, so that undo can create it again; its rows are lost. */
    public DropTableSpec was(Consumer<TableSpec> body) {
        TableSpec table = new TableSpec(name, defaultSchema);
        body.accept(table);
        was = table.table();
        return this;
    }

    /** Drops dependent foreign keys and views too: {@code drop table t cascade}. They are not recreated by undo. */
    public DropTableSpec cascade() {
        cascade = true;
        return this;
    }

    @Override
    public Operation build() {
        return new DropTable(defaultSchema.name(name), was, cascade);
    }
}
