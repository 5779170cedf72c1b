package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/** Changes the column that owns a sequence: {@code op.sequences().changeOwner("s").fromNone().to("t", "c")}. */
public final class SequenceOwnerSpec implements OperationBuilder {

    private final DefaultSchema defaultSchema;
    private final String sequence;
    private @Nullable Previous<Sequence.Owner> from;
    private @Nullable Previous<Sequence.Owner> to;

    SequenceOwnerSpec(DefaultSchema defaultSchema, String sequence) {
        this.defaultSchema = defaultSchema;
        this.sequence = sequence;
    }

    /** The current owner. {@code from} or {@code fromNone} is required for undo. */
    public SequenceOwnerSpec from(String table, String column) {
        from = Previous.of(new Sequence.Owner(defaultSchema.name(table), column));
        return this;
    }

    /** States that no column owns the sequence now. */
    public SequenceOwnerSpec fromNone() {
        from = Previous.of(null);
        return this;
    }

    /** The new owner: {@code alter sequence s owned by t.c}. {@code to} or {@code toNone} is required. */
    public SequenceOwnerSpec to(String table, String column) {
        to = Previous.of(new Sequence.Owner(defaultSchema.name(table), column));
        return this;
    }

    /** Removes the owner: {@code alter sequence s owned by none}. */
    public SequenceOwnerSpec toNone() {
        to = Previous.of(null);
        return this;
    }

    @Override
    public Operation build() {
        String call = "sequences().changeOwner(\"" + sequence + "\")";
        return new ChangeSequenceOwner(
                defaultSchema.name(sequence),
                from,
                OperationBuilder.require(to, call, ".to(table, column) or .toNone()")
                        .value());
    }
}
