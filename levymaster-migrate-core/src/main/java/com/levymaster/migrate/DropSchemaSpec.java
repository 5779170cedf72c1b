package com.levymaster.migrate;

import com.levymaster.migrate.operation.NamespaceOperation.DropSchema;
import com.levymaster.migrate.operation.Operation;

/** Drops an empty schema. */
public final class DropSchemaSpec implements Sentence {

    private final String name;
    private boolean wasEmpty;

    DropSchemaSpec(String name) {
        this.name = name;
    }

    /** Says that the schema held nothing, so that undoing may create it again. */
    public void wasEmpty() {
        wasEmpty = true;
    }

    @Override
    public Operation finish() {
        return new DropSchema(name, wasEmpty);
    }
}
