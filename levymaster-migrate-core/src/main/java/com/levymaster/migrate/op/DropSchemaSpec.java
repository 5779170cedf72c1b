package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SchemaOperation.DropSchema;

/** Drops an empty schema: {@code op.dropSchema("audit").wasEmpty()}. */
public final class DropSchemaSpec implements OperationBuilder {

    private final String name;
    private boolean wasEmpty;

    DropSchemaSpec(String name) {
        this.name = name;
    }

    /** Confirms that nothing but the schema itself is lost, so that undo can create it again. */
    public void wasEmpty() {
        wasEmpty = true;
    }

    @Override
    public Operation build() {
        return new DropSchema(name, wasEmpty);
    }
}
