package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Schema;

/** Whether the object that a guarded operation creates, drops or changes is there. */
public enum Presence {
    PRESENT,
    ABSENT;

    /**
     * Looks for what the operation creates, drops or changes.
     *
     * @throws IllegalArgumentException when the operation names no single object, so that no guard can be put before it
     */
    public static Presence of(Operation operation, Schema schema) {
        Subject subject = Subject.of(operation)
                .orElseThrow(() -> new IllegalArgumentException("No guard can be put before: " + operation.describe()));
        return subject.isIn(schema) ? PRESENT : ABSENT;
    }
}
