package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drops an index: {@code t.dropIndex("ix_property_year").was(i -> i.on("year"))}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-dropindex.html">PostgreSQL: DROP INDEX</a>
 */
public final class DropIndexSpec implements OperationBuilder {

    private final ObjectName table;
    private final String name;
    private @Nullable IndexSpec was;
    private boolean concurrently;

    DropIndexSpec(ObjectName table, String name) {
        this.table = table;
        this.name = name;
    }

    /**
     * Describes the index as it is, so that undo can create it again.
     *
     * @throws com.levymaster.migrate.error.MigrationException if the description calls {@code concurrently()}
     */
    public DropIndexSpec was(Consumer<IndexSpec> body) {
        IndexSpec spec = new IndexSpec(name);
        body.accept(spec);
        was = spec.withoutBuildOptions(".was(…) only describes the existing index");
        return this;
    }

    /**
     * Drops the index without blocking reads and writes: {@code drop index concurrently name}. PostgreSQL refuses it
     * inside a transaction; call it within {@link Operations#autocommit}. Undo builds the index concurrently, too.
     */
    public DropIndexSpec concurrently() {
        concurrently = true;
        return this;
    }

    @Override
    public Operation build() {
        return new DropIndex(table, name, was == null ? null : was.index(), concurrently, was != null && was.isOnly());
    }
}
