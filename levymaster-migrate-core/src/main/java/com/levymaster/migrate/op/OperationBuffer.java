package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.validation.OperationValidator;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Inspector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Holds open builders and blocks, and passes validated operations to the recorder in call order. */
final class OperationBuffer {

    private final OperationRecorder recorder;
    private final List<OperationBuilder> open = new ArrayList<>();
    private final List<BuilderStage> stages = new ArrayList<>();
    private final Deque<List<Operation>> blocks = new ArrayDeque<>();

    OperationBuffer(OperationRecorder recorder) {
        this.recorder = recorder;
    }

    OperationRecorder recorder() {
        return recorder;
    }

    <B extends OperationBuilder> B add(B builder) {
        open.add(builder);
        return builder;
    }

    BuilderStage stage(String call, String expected) {
        BuilderStage stage = new BuilderStage(this, call, expected);
        stages.add(stage);
        return stage;
    }

    void add(Operation operation) {
        open.add(() -> operation);
    }

    /**
     * Builds the open builders at the end of the migration method.
     *
     * @throws MigrationException when a call chain is incomplete or an operation is invalid
     */
    void end() {
        flush();
        stages.forEach(BuilderStage::requireContinued);
    }

    /** Builds the open builders and records their operations, in the innermost block if there is one. */
    void flush() {
        List<OperationBuilder> builders = List.copyOf(open);
        open.clear();
        for (OperationBuilder builder : builders) {
            Operation operation = validated(builder.build());
            List<Operation> block = blocks.peek();
            if (block == null) {
                recorder.record(operation);
            } else {
                block.add(operation);
            }
        }
    }

    private static Operation validated(Operation operation) {
        List<String> faults = OperationValidator.of(operation);
        if (!faults.isEmpty()) {
            throw new MigrationException(
                    "Invalid operation: " + operation.describe() + ": " + String.join("; ", faults) + ".",
                    "correct what the message names in the revision; nothing was executed");
        }
        return operation;
    }

    /** Runs the body and returns the operations that it recorded, without passing them to the recorder. */
    List<Operation> block(Runnable body) {
        flush();
        blocks.push(new ArrayList<>());
        try {
            body.run();
            flush();
            return List.copyOf(blocks.element());
        } finally {
            open.clear();
            blocks.pop();
        }
    }

    boolean inBlock() {
        return !blocks.isEmpty();
    }

    /** The schema after all operations recorded so far, including those in open blocks. */
    Inspector catalog() {
        flush();
        return blocks.isEmpty() ? recorder.catalog() : this::afterBlocks;
    }

    private DatabaseSchema afterBlocks() {
        DatabaseSchema schema = recorder.catalog().snapshot();
        for (Iterator<List<Operation>> outermostFirst = blocks.descendingIterator(); outermostFirst.hasNext(); ) {
            schema = OperationList.apply(outermostFirst.next(), schema);
        }
        return schema;
    }
}
