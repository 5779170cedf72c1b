package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.CompositeOperation.DropComposite;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.ObjectName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Drops a composite type: {@code op.types().dropComposite("address").was(c -> …)}. */
public final class DropCompositeSpec implements OperationBuilder {

    private final ObjectName name;
    private @Nullable CompositeType was;

    DropCompositeSpec(ObjectName name) {
        this.name = name;
    }

    /** Describes the type as it is, so that undo can create it again. */
    public void was(Consumer<CompositeSpec> body) {
        was = CompositeSpec.composite(name, body);
    }

    @Override
    public Operation build() {
        return new DropComposite(name, was);
    }
}
