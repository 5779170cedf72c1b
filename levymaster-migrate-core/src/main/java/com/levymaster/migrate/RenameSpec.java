package com.levymaster.migrate;

import com.levymaster.migrate.operation.Operation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A new name for something: {@code renameColumn("a").to("b")}. */
public final class RenameSpec implements Sentence {

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
    public Operation finish() {
        return operation.apply(Sentence.said(to, sentence, ".to(name)"));
    }
}
