package com.levymaster.migrate;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.operation.Operation;

/** What a sentence begins with, such as {@code op.table("x")}; something must be said of it before the migration ends. */
final class Noun {

    private final Pending pending;
    private final String sentence;
    private final String missing;
    private boolean said;

    Noun(Pending pending, String sentence, String missing) {
        this.pending = pending;
        this.sentence = sentence;
        this.missing = missing;
    }

    /** The noun that a word leads on to: {@code .column("y")} after {@code table("x")}. */
    Noun then(String word, String missingAfter) {
        said = true;
        return pending.noun(sentence + word, missingAfter);
    }

    Pending pending() {
        said = true;
        return pending;
    }

    <S extends Sentence> S say(S spoken) {
        return pending().say(spoken);
    }

    void say(Operation operation) {
        pending().say(operation);
    }

    /** @throws MigrateException when nothing was said of it, naming the words that could be */
    void refuseUnsaid() {
        if (!said) {
            throw new MigrateException("Unfinished sentence: " + sentence, "add " + missing);
        }
    }
}
