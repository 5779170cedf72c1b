package com.levymaster.migrate;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.operation.Contradictions;
import com.levymaster.migrate.operation.Flow;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Catalog;
import com.levymaster.migrate.schema.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Sentences that were begun, and blocks that are open; hands finished operations to the recorder in order. */
final class Pending {

    private final Recorder recorder;
    private final List<Sentence> open = new ArrayList<>();
    private final List<Noun> nouns = new ArrayList<>();
    private final Deque<List<Operation>> blocks = new ArrayDeque<>();

    Pending(Recorder recorder) {
        this.recorder = recorder;
    }

    Recorder recorder() {
        return recorder;
    }

    <S extends Sentence> S say(S sentence) {
        open.add(sentence);
        return sentence;
    }

    Noun noun(String sentence, String missing) {
        Noun noun = new Noun(this, sentence, missing);
        nouns.add(noun);
        return noun;
    }

    void say(Operation operation) {
        open.add(() -> operation);
    }

    /** Finishes all sentences that are open, after the last word. */
    void end() {
        flush();
        nouns.forEach(Noun::refuseUnsaid);
    }

    /** Finishes all sentences that are open. */
    void flush() {
        List<Sentence> sentences = List.copyOf(open);
        open.clear();
        for (Sentence sentence : sentences) {
            Operation operation = meant(sentence.finish());
            List<Operation> block = blocks.peek();
            if (block == null) {
                recorder.record(operation);
            } else {
                block.add(operation);
            }
        }
    }

    private static Operation meant(Operation operation) {
        List<String> faults = Contradictions.of(operation);
        if (!faults.isEmpty()) {
            throw new MigrateException(
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
    Catalog catalog() {
        flush();
        return blocks.isEmpty() ? recorder.catalog() : this::afterBlocks;
    }

    private Schema afterBlocks() {
        Schema schema = recorder.catalog().snapshot();
        for (Iterator<List<Operation>> outermostFirst = blocks.descendingIterator(); outermostFirst.hasNext(); ) {
            schema = Flow.apply(outermostFirst.next(), schema);
        }
        return schema;
    }
}
