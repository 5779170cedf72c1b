package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import com.levymaster.migrate.operation.ViewOperation.RefreshView;
import com.levymaster.migrate.operation.ViewOperation.RenameView;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.operation.ViewOperation.ViewColumns;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;

/** Sentences about views. */
record ViewRenderer(String op) implements ViewOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock createView(CreateView o) {
        View view = o.view();
        String word = view.materialized() ? "createMaterialized" : "create";
        return CodeBlock.Line.of(words(word, view.name()) + ", " + quoted(view.query()) + ")");
    }

    @Override
    public CodeBlock dropView(DropView o) {
        String drop = words(o.materialized() ? "dropMaterialized" : "drop", o.name()) + ")";
        return o.was() == null
                ? CodeBlock.Line.of(drop)
                : CodeBlock.Line.of(drop, ".was(" + quoted(o.was().query()) + ")");
    }

    @Override
    public CodeBlock replaceView(ReplaceView o) {
        List<String> words = new ArrayList<>();
        if (o.from() != null) {
            words.add(".from(" + quoted(o.from()) + ")");
        }
        words.add(".to(" + quoted(o.to()) + ")");
        if (o.columns() != null) {
            words.add(o.columns() == ViewColumns.GO ? ".removingColumns()" : ".changingColumns()");
        }
        return new CodeBlock.Line(words("replace", o.name()) + ")", words);
    }

    @Override
    public CodeBlock renameView(RenameView o) {
        String word = o.materialized() ? "renameMaterialized" : "rename";
        return CodeBlock.Line.of(words(word, o.name()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public CodeBlock refreshView(RefreshView o) {
        return CodeBlock.Line.of(words(o.concurrently() ? "refreshConcurrently" : "refresh", o.name()) + ")");
    }

    private String words(String word, ObjectName name) {
        return scoped(op, name) + ".views()." + word + "(" + quoted(name.name());
    }
}
