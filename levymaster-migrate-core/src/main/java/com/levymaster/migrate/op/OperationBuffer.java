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

/** Sentences that were begun, and blocks that are open; hands finished operations to the recorder in order. */
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

    <S extends OperationBuilder> S add(S sentence) {
        open.add(sentence);
        return sentence;
    }

    BuilderStage stage(String sentence, String missing) {
        BuilderStage noun = new BuilderStage(this, sentence, missing);
        stages.add(noun);
        return noun;
    }

    void add(Operation operation) {
        open.add(() -> operation);
    }

    /** Finishes all sentences that are open, after the last word. */
    void end() {
        flush();
        stages.forEach(BuilderStage::requireContinued);
    }

    /** Finishes all sentences that are open. */
    void flush() {
        List<OperationBuilder> sentences = List.copyOf(open);
        open.clear();
        for (OperationBuilder sentence : sentences) {
            Operation operation = validated(sentence.build());
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
                    "This cannot be as it is said: " + operation.describe() + ": " + String.join("; ", faults) + ".",
                    "mend the sentence; nothing has run");
        }
        return operation;
    }

    /** What is said while the body runs, kept apart from the rest. */
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

    /** The database after all that was said, open blocks included. */
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
