package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Renames an object: {@code t.renameColumn("a").to("b")}. */
public final class RenameSpec implements OperationBuilder {

    private final String call;
    private final Function<String, Operation> operation;
    private @Nullable String to;

    RenameSpec(String call, Function<String, Operation> operation) {
        this.call = call;
        this.operation = operation;
    }

    /** The new name, without a schema. Required; the current name is refused. */
    public void to(String name) {
        to = name;
    }

    @Override
    public Operation build() {
        return operation.apply(OperationBuilder.require(to, call, ".to(name)"));
    }
}
