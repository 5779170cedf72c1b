package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.DefinedObject;
import org.jspecify.annotations.Nullable;

/** Drops an object that SQL defines: {@code op.functions().drop("levy()").was("returns …")}. */
public final class DropDefinitionSpec implements OperationBuilder {

    private final DefinedObject object;
    private @Nullable String was;

    DropDefinitionSpec(DefinedObject object) {
        this.object = object;
    }

    /** The definition as it is, so that undo can create the object again. */
    public void was(String definition) {
        was = definition;
    }

    @Override
    public Operation build() {
        return new ChangeDefinition(object, was == null ? null : Previous.of(was), null);
    }
}
