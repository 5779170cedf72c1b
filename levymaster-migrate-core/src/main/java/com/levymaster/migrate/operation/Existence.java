package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;

/** Whether the object that a guarded operation creates, drops or changes is there. */
public enum Existence {
    PRESENT,
    ABSENT;

    /**
     * Looks for what the operation creates, drops or changes.
     *
     * @throws IllegalArgumentException when the operation names no single object, so that no guard can be put before it
     */
    public static Existence of(Operation operation, DatabaseSchema schema) {
        AffectedObject subject = AffectedObject.of(operation)
                .orElseThrow(() -> new IllegalArgumentException("No guard can be put before: " + operation.describe()));
        return subject.isIn(schema) ? PRESENT : ABSENT;
    }
}
