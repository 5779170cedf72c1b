package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaText.quoted;

import com.levymaster.migrate.operation.FlowOperation;
import com.levymaster.migrate.operation.FlowOperation.Autocommit;
import com.levymaster.migrate.operation.FlowOperation.IfMissing;
import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.FlowOperation.Nothing;
import com.levymaster.migrate.operation.FlowOperation.Savepoint;
import com.levymaster.migrate.operation.FlowOperation.SetLocal;
import com.levymaster.migrate.operation.Operation;
import java.util.List;

/** Sentences about how other sentences run. */
record FlowSentences(SentenceSource source, String op) implements FlowOperation.Visitor<Code> {

    @Override
    public Code autocommit(Autocommit o) {
        return new Code.Block(op + ".autocommit(() ->", body(o.steps(), op), ");");
    }

    @Override
    public Code savepoint(Savepoint o) {
        String open = op + ".savepoint(" + quoted(o.name()) + ", () ->";
        if (o.onFailure().isEmpty()) {
            return new Code.Block(open, body(o.steps(), op), ", () -> {});");
        }
        return new Code.Sequence(List.of(
                new Code.Block(open, body(o.steps(), op), ","),
                new Code.Block("() ->", body(o.onFailure(), op), ");")));
    }

    @Override
    public Code ifMissing(IfMissing o) {
        return idempotent(o.create());
    }

    @Override
    public Code ifPresent(IfPresent o) {
        return idempotent(o.drop());
    }

    private Code idempotent(Operation guarded) {
        return new Code.Block(op + ".idempotent(o ->", body(List.of(guarded), "o"), ");");
    }

    @Override
    public Code setLocal(SetLocal o) {
        return Code.Line.of(op + ".setLocal(" + quoted(List.of(o.setting(), o.value())) + ")");
    }

    @Override
    public Code nothing(Nothing o) {
        return new Code.Remark(o.describe());
    }

    private List<Code> body(List<Operation> steps, String variable) {
        return source.sentences(steps.stream().map(Step::of).toList(), variable).toList();
    }
}
