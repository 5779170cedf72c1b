package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;

/** Start of a call chain that records nothing by itself, such as {@code op.table("x")}; it requires a further call. */
final class BuilderStage {

    private final OperationBuffer buffer;
    private final String call;
    private final String expected;
    private boolean continued;

    BuilderStage(OperationBuffer buffer, String call, String expected) {
        this.buffer = buffer;
        this.call = call;
        this.expected = expected;
    }

    /** Opens the next stage: {@code .column("y")} after {@code table("x")}. */
    BuilderStage next(String method, String expectedAfter) {
        continued = true;
        return buffer.stage(call + method, expectedAfter);
    }

    OperationBuffer buffer() {
        continued = true;
        return buffer;
    }

    <B extends OperationBuilder> B record(B builder) {
        return buffer().add(builder);
    }

    void record(Operation operation) {
        buffer().add(operation);
    }

    /** @throws MigrationException when no further call was made, naming the possible ones */
    void requireContinued() {
        if (!continued) {
            throw OperationBuilder.incomplete(call, expected);
        }
    }
}
