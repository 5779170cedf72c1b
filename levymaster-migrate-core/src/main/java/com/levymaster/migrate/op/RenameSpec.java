package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A new name for something: {@code renameColumn("a").to("b")}. */
public final class RenameSpec implements OperationBuilder {

    private final String sentence;
    private final Function<String, Operation> operation;
    private @Nullable String to;

    RenameSpec(String sentence, Function<String, Operation> operation) {
        this.sentence = sentence;
        this.operation = operation;
    }

    public void to(String name) {
        to = name;
    }

    @Override
    public Operation build() {
        return operation.apply(OperationBuilder.require(to, sentence, ".to(name)"));
    }
}
