package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/** Ties a sequence to a column, or unties it. */
public final class SequenceOwnerSpec implements OperationBuilder {

    private final DefaultSchema scope;
    private final String sequence;
    private @Nullable Previous<Sequence.Owner> from;
    private @Nullable Previous<Sequence.Owner> to;

    SequenceOwnerSpec(DefaultSchema scope, String sequence) {
        this.scope = scope;
        this.sequence = sequence;
    }

    /** The column that owns it, for the way back. */
    public SequenceOwnerSpec from(String table, String column) {
        from = Previous.of(new Sequence.Owner(scope.name(table), column));
        return this;
    }

    public SequenceOwnerSpec fromNone() {
        from = Previous.of(null);
        return this;
    }

    public SequenceOwnerSpec to(String table, String column) {
        to = Previous.of(new Sequence.Owner(scope.name(table), column));
        return this;
    }

    public SequenceOwnerSpec toNone() {
        to = Previous.of(null);
        return this;
    }

    @Override
    public Operation build() {
        String sentence = "sequences().changeOwner(\"" + sequence + "\")";
        return new ChangeSequenceOwner(
                scope.name(sequence),
                from,
                OperationBuilder.require(to, sentence, ".to(table, column) or .toNone()")
                        .value());
    }
}
