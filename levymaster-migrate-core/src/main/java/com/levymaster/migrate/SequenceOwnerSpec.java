package com.levymaster.migrate;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.operation.Was;
import com.levymaster.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/** Ties a sequence to a column, or unties it. */
public final class SequenceOwnerSpec implements Sentence {

    private final Scope scope;
    private final String sequence;
    private @Nullable Was<Sequence.Owner> from;
    private @Nullable Was<Sequence.Owner> to;

    SequenceOwnerSpec(Scope scope, String sequence) {
        this.scope = scope;
        this.sequence = sequence;
    }

    /** The column that owns it, for the way back. */
    public SequenceOwnerSpec from(String table, String column) {
        from = Was.of(new Sequence.Owner(scope.name(table), column));
        return this;
    }

    public SequenceOwnerSpec fromNone() {
        from = Was.of(null);
        return this;
    }

    public SequenceOwnerSpec to(String table, String column) {
        to = Was.of(new Sequence.Owner(scope.name(table), column));
        return this;
    }

    public SequenceOwnerSpec toNone() {
        to = Was.of(null);
        return this;
    }

    @Override
    public Operation finish() {
        String sentence = "sequences().changeOwner(\"" + sequence + "\")";
        return new ChangeSequenceOwner(
                scope.name(sequence),
                from,
                Sentence.said(to, sentence, ".to(table, column) or .toNone()").value());
    }
}
