package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;

/** What a sentence begins with, such as {@code op.table("x")}; something must be said of it before the migration ends. */
final class BuilderStage {

    private final OperationBuffer buffer;
    private final String expression;
    private final String missing;
    private boolean continued;

    BuilderStage(OperationBuffer pending, String sentence, String missing) {
        this.buffer = pending;
        this.expression = sentence;
        this.missing = missing;
    }

    /** The noun that a word leads on to: {@code .column("y")} after {@code table("x")}. */
    BuilderStage next(String word, String missingAfter) {
        continued = true;
        return buffer.stage(expression + word, missingAfter);
    }

    OperationBuffer buffer() {
        continued = true;
        return buffer;
    }

    <S extends OperationBuilder> S record(S spoken) {
        return buffer().add(spoken);
    }

    void record(Operation operation) {
        buffer().add(operation);
    }

    /** @throws MigrationException when nothing was said of it, naming the words that could be */
    void requireContinued() {
        if (!continued) {
            throw new MigrationException("Unfinished sentence: " + expression, "add " + missing);
        }
    }
}
