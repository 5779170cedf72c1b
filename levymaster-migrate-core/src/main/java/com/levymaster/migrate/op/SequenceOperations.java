package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.SequenceOperation.AlterSequence;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import java.util.function.Consumer;

/**
 * Operations on sequences, returned by {@link Operations#sequences()}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createsequence.html">PostgreSQL: CREATE SEQUENCE</a>
 */
public final class SequenceOperations {

    private final DefaultSchema defaultSchema;
    private final BuilderStage stage;

    SequenceOperations(DefaultSchema defaultSchema, BuilderStage stage) {
        this.defaultSchema = defaultSchema;
        this.stage = stage;
    }

    /**
     * Creates a sequence of {@code bigint} that starts with 1 and increments by 1: {@code create sequence invoice_seq}.
     */
    public void create(String name) {
        create(name, s -> {});
    }

    /**
     * Creates a sequence, {@code op.sequences().create("invoice_seq", s -> s.incrementBy(50))}: {@code create sequence
     * invoice_seq increment by 50}.
     */
    public void create(String name, Consumer<SequenceSpec> body) {
        stage.record(new CreateSequence(sequence(defaultSchema.name(name), body)));
    }

    /**
     * Drops a sequence: {@code drop sequence invoice_seq}.
     *
     * @param was describes the sequence as it is, so that undo can create it again; its current value is lost
     */
    public void drop(String name, Consumer<SequenceSpec> was) {
        stage.record(new DropSequence(defaultSchema.name(name), sequence(defaultSchema.name(name), was)));
    }

    /** Drops a sequence: {@code drop sequence invoice_seq}. Cannot be undone. */
    public void drop(String name) {
        stage.record(new DropSequence(defaultSchema.name(name), null));
    }

    /**
     * Changes the options of a sequence, {@code op.sequences().alter("s", s -> {}, s -> s.cache(50))}: {@code alter
     * sequence s cache 50}. With other types, {@code op.sequences().alter("s", s -> s.ofType(integer()), s -> {})}: {@code
     * alter sequence s as bigint}. A sequence that begins to count in the other direction has the bounds
     * of that direction, and restarts if its former values are out of them.
     *
     * @param from describes the sequence as it is, for undo
     * @param to describes the desired sequence
     */
    public void alter(String name, Consumer<SequenceSpec> from, Consumer<SequenceSpec> to) {
        SequenceSpec before = spec(from);
        SequenceSpec after = spec(to);
        boolean same = before.type().equals(after.type());
        stage.record(new AlterSequence(
                defaultSchema.name(name),
                before.options(),
                after.options(),
                same ? null : before.type(),
                same ? null : after.type()));
    }

    /**
     * Changes the column that owns a sequence, {@code op.sequences().changeOwner("s").fromNone().to("t", "c")}:
     * {@code alter sequence s owned by t.c}. A sequence is dropped with its owner.
     */
    public SequenceOwnerSpec changeOwner(String name) {
        return stage.record(new SequenceOwnerSpec(defaultSchema, name));
    }

    /** Sets or drops the comment of a sequence: {@code comment on sequence s is '…'}. */
    public ChangeSpec<String> changeComment(String name) {
        CommentTarget on = new CommentTarget(CommentTarget.CommentableKind.SEQUENCE, defaultSchema.name(name), null);
        return stage.record(ChangeSpec.comment("sequences().changeComment(\"" + name + "\")", on));
    }

    /** Renames a sequence, {@code op.sequences().rename("a").to("b")}: {@code alter sequence a rename to b}. */
    public RenameSpec rename(String name) {
        return stage.record(new RenameSpec(
                "sequences().rename(\"" + name + "\")", to -> new RenameSequence(defaultSchema.name(name), to)));
    }

    private static Sequence sequence(ObjectName name, Consumer<SequenceSpec> body) {
        SequenceSpec spec = spec(body);
        return new Sequence(name, spec.type(), spec.options(), null, null);
    }

    private static SequenceSpec spec(Consumer<SequenceSpec> body) {
        SequenceSpec spec = new SequenceSpec();
        body.accept(spec);
        return spec;
    }
}
