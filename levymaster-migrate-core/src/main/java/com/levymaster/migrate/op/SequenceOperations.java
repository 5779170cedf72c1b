package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.SequenceOperation.AlterSequence;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import java.util.function.Consumer;

/** The words for sequences. */
public final class SequenceOperations {

    private final DefaultSchema scope;
    private final BuilderStage noun;

    SequenceOperations(DefaultSchema scope, BuilderStage noun) {
        this.scope = scope;
        this.noun = noun;
    }

    /** Creates a sequence that counts from 1 by 1. */
    public void create(String name) {
        create(name, s -> {});
    }

    /** Creates a sequence: {@code op.sequences().create("invoice_seq", s -> s.incrementBy(50))}. */
    public void create(String name, Consumer<SequenceSpec> body) {
        noun.record(new CreateSequence(sequence(scope.name(name), body)));
    }

    /** Drops a sequence and says what it was, so that undoing can create it again; its position does not come back. */
    public void drop(String name, Consumer<SequenceSpec> was) {
        noun.record(new DropSequence(scope.name(name), sequence(scope.name(name), was)));
    }

    /** Drops a sequence; undoing is not possible. */
    public void drop(String name) {
        noun.record(new DropSequence(scope.name(name), null));
    }

    /** Changes how a sequence counts, from what it was to what it shall be. */
    public void alter(String name, Consumer<SequenceSpec> from, Consumer<SequenceSpec> to) {
        noun.record(new AlterSequence(scope.name(name), options(from), options(to)));
    }

    /** Ties a sequence to a column, so that it is dropped with it: {@code changeOwner("s").fromNone().to("t", "c")}. */
    public SequenceOwnerSpec changeOwner(String name) {
        return noun.record(new SequenceOwnerSpec(scope, name));
    }

    public ChangeSpec<String> changeComment(String name) {
        CommentTarget on = new CommentTarget(CommentTarget.Kind.SEQUENCE, scope.name(name), null);
        return noun.record(ChangeSpec.comment("sequences().changeComment(\"" + name + "\")", on));
    }

    public RenameSpec rename(String name) {
        return noun.record(
                new RenameSpec("sequences().rename(\"" + name + "\")", to -> new RenameSequence(scope.name(name), to)));
    }

    private static Sequence sequence(ObjectName name, Consumer<SequenceSpec> body) {
        SequenceSpec spec = said(body);
        return new Sequence(name, spec.type(), spec.options(), null, null);
    }

    private static SequenceOptions options(Consumer<SequenceSpec> body) {
        SequenceSpec spec = said(body);
        spec.refuseType("sequences().alter(…)", "a sequence keeps its type");
        return spec.options();
    }

    private static SequenceSpec said(Consumer<SequenceSpec> body) {
        SequenceSpec spec = new SequenceSpec();
        body.accept(spec);
        return spec;
    }
}
