package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.ControlOperation;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.NoOp;
import com.levymaster.migrate.operation.ControlOperation.SafeStage;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.Operation;
import java.util.List;

/** Renders operations that control how other operations run. */
record ControlRenderer(BodyRenderer source, String op) implements ControlOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock autocommit(Autocommit o) {
        return new CodeBlock.Block(op + ".autocommit(() ->", body(o.steps(), op), ");");
    }

    @Override
    public CodeBlock savepoint(Savepoint o) {
        String open = op + ".savepoint(" + quoted(o.name()) + ", () ->";
        if (o.onFailure().isEmpty()) {
            return new CodeBlock.Block(open, body(o.steps(), op), ", () -> {});");
        }
        return new CodeBlock.Concatenation(List.of(
                new CodeBlock.Block(open, body(o.steps(), op), ","),
                new CodeBlock.Block("() ->", body(o.onFailure(), op), ");")));
    }

    @Override
    public CodeBlock ifNotExists(IfNotExists o) {
        return idempotent(o.create());
    }

    @Override
    public CodeBlock ifExists(IfExists o) {
        return idempotent(o.drop());
    }

    private CodeBlock idempotent(Operation guarded) {
        return new CodeBlock.Block(op + ".idempotent(o ->", body(List.of(guarded), "o"), ");");
    }

    @Override
    public CodeBlock setLocal(SetLocal o) {
        return CodeBlock.Line.of(op + ".setLocal(" + quoted(List.of(o.setting(), o.value())) + ")");
    }

    @Override
    public CodeBlock noOp(NoOp o) {
        return new CodeBlock.Comment(o.describe());
    }

    /** Parts of safe forms stand in op.safely(…) only, which is rendered as a whole. */
    @Override
    public CodeBlock stage(SafeStage o) {
        return new CodeBlock.Comment(o.describe());
    }

    private List<CodeBlock> body(List<Operation> steps, String variable) {
        return source.statements(steps.stream().map(ReviewedOperation::of).toList(), variable)
                .toList();
    }
}
