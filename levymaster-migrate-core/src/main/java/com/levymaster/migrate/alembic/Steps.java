package com.levymaster.migrate.alembic;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;

/** The operations of a method so far, and the schema after them. */
final class Steps {

    private final List<ReviewedOperation> operations = new ArrayList<>();
    private DatabaseSchema schema;

    Steps(DatabaseSchema schema) {
        this.schema = schema;
    }

    DatabaseSchema schema() {
        return schema;
    }

    List<ReviewedOperation> operations() {
        return List.copyOf(operations);
    }

    void add(Operation operation) {
        add(ReviewedOperation.of(operation));
    }

    void add(ReviewedOperation operation) {
        operations.add(operation);
        schema = operation.operation().applyTo(schema);
    }
}
