package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.operation.ViewOperation.ColumnCompatibility;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import com.levymaster.migrate.operation.ViewOperation.RefreshView;
import com.levymaster.migrate.operation.ViewOperation.RenameView;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;

/** Renders operations on views. */
record ViewRenderer(String op) implements ViewOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock createView(CreateView o) {
        View view = o.view();
        String method = view.materialized() ? "createMaterialized" : "create";
        return TextBlock.of(open(method, view.name()) + ", ", view.query(), ")");
    }

    @Override
    public CodeBlock dropView(DropView o) {
        String drop = open(o.materialized() ? "dropMaterialized" : "drop", o.name()) + ")";
        return o.was() == null
                ? CodeBlock.Line.of(drop)
                : CodeBlock.Line.of(drop, ".was(" + quoted(o.was().query()) + ")");
    }

    @Override
    public CodeBlock replaceView(ReplaceView o) {
        List<String> calls = new ArrayList<>();
        if (o.from() != null) {
            calls.add(".from(" + quoted(o.from()) + ")");
        }
        calls.add(".to(" + quoted(o.to()) + ")");
        if (o.columns() != null) {
            calls.add(o.columns() == ColumnCompatibility.DROPPABLE ? ".removingColumns()" : ".changingColumns()");
        }
        return new CodeBlock.Line(open("replace", o.name()) + ")", calls);
    }

    @Override
    public CodeBlock renameView(RenameView o) {
        String method = o.materialized() ? "renameMaterialized" : "rename";
        return CodeBlock.Line.of(open(method, o.name()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public CodeBlock refreshView(RefreshView o) {
        return CodeBlock.Line.of(open(o.concurrently() ? "refreshConcurrently" : "refresh", o.name()) + ")");
    }

    private String open(String method, ObjectName name) {
        return scoped(op, name) + ".views()." + method + "(" + quoted(name.name());
    }
}
