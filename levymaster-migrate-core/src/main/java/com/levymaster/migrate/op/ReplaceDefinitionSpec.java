package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.DefinedObject;
import org.jspecify.annotations.Nullable;

/** Replaces the definition of an object: {@code op.functions().replace("levy()").from("returns …").to("returns …")}. */
public final class ReplaceDefinitionSpec implements OperationBuilder {

    private final DefinedObject object;
    private @Nullable String from;
    private @Nullable String to;

    ReplaceDefinitionSpec(DefinedObject object) {
        this.object = object;
    }

    /** The current definition. Required for undo. */
    public ReplaceDefinitionSpec from(String definition) {
        from = definition;
        return this;
    }

    /** The new definition. Required. */
    public ReplaceDefinitionSpec to(String definition) {
        to = definition;
        return this;
    }

    @Override
    public Operation build() {
        String definition = OperationBuilder.require(to, "replace " + object, ".to(definition)");
        return new ChangeDefinition(object, from == null ? null : Previous.of(from), definition);
    }
}
