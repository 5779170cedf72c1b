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

    /** It lived in the default schema, where undoing may install it again. */
    public void wasInstalled() {
        was = new Extension(name, null);
    }

    /** It lived in this schema, where undoing may install it again. */
    public void wasInstalledIn(String schema) {
        was = new Extension(name, schema);
    }

    @Override
    public Operation build() {
        return new DropExtension(name, was);
    }
}
