package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Drops an index: {@code t.dropIndex("ix_property_year").was(i -> i.on("year"))}. */
public final class DropIndexSpec implements OperationBuilder {

    private final ObjectName table;
    private final String name;
    private @Nullable IndexSpec was;
    private boolean concurrently;

    DropIndexSpec(ObjectName table, String name) {
        this.table = table;
        this.name = name;
    }

    /** Describes the index as it is, so that undoing can create it again. */
    public DropIndexSpec was(Consumer<IndexSpec> body) {
        IndexSpec spec = new IndexSpec(name);
        body.accept(spec);
        was = spec.described("it stands within .was(…), which says what there is");
        return this;
    }

    /** Without blocking the table; belongs into {@code op.autocommit(…)}. */
    public DropIndexSpec concurrently() {
        concurrently = true;
        return this;
    }

    @Override
    public Operation build() {
        return new DropIndex(table, name, was == null ? null : was.index(), concurrently);
    }
}
