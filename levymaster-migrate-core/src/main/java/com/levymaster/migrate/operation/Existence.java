package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;

/** Whether the object that a guarded operation creates, drops or changes exists. */
public enum Existence {
    PRESENT,
    ABSENT;

    /**
     * Tests whether the affected object of the operation exists.
     *
     * @throws IllegalArgumentException if the operation does not affect exactly one object and therefore cannot be guarded
     */
    public static Existence of(Operation operation, DatabaseSchema schema) {
        AffectedObject subject = AffectedObject.of(operation)
                .orElseThrow(() -> new IllegalArgumentException("No guard can be put before: " + operation.describe()));
        return subject.isIn(schema) ? PRESENT : ABSENT;
    }
}
