package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ExtensionOperation.DropExtension;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Extension;
import org.jspecify.annotations.Nullable;

/** Removes an extension: {@code op.dropExtension("pg_trgm").wasInstalled()}. */
public final class DropExtensionSpec implements OperationBuilder {

    private final String name;
    private @Nullable Extension was;

    DropExtensionSpec(String name) {
        this.name = name;
    }

    /** States that it was installed in the default schema, so that undo can install it again. */
    public void wasInstalled() {
        was = new Extension(name, null);
    }

    /** States that it was installed in this schema, so that undo can install it there again. */
    public void wasInstalledIn(String schema) {
        was = new Extension(name, schema);
    }

    @Override
    public Operation build() {
        return new DropExtension(name, was);
    }
}
