package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaText.quoted;
import static com.levymaster.migrate.render.SentenceSource.scoped;

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
record ViewSentences(String op) implements ViewOperation.Visitor<Code> {

    @Override
    public Code createView(CreateView o) {
        View view = o.view();
        String word = view.materialized() ? "createMaterialized" : "create";
        return Code.Line.of(words(word, view.name()) + ", " + quoted(view.query()) + ")");
    }

    @Override
    public Code dropView(DropView o) {
        String drop = words(o.materialized() ? "dropMaterialized" : "drop", o.name()) + ")";
        return o.was() == null
                ? Code.Line.of(drop)
                : Code.Line.of(drop, ".was(" + quoted(o.was().query()) + ")");
    }

    @Override
    public Code replaceView(ReplaceView o) {
        List<String> words = new ArrayList<>();
        if (o.from() != null) {
            words.add(".from(" + quoted(o.from()) + ")");
        }
        words.add(".to(" + quoted(o.to()) + ")");
        if (o.columns() != null) {
            words.add(o.columns() == ViewColumns.GO ? ".removingColumns()" : ".changingColumns()");
        }
        return new Code.Line(words("replace", o.name()) + ")", words);
    }

    @Override
    public Code renameView(RenameView o) {
        String word = o.materialized() ? "renameMaterialized" : "rename";
        return Code.Line.of(words(word, o.name()) + ")", ".to(" + quoted(o.to()) + ")");
    }

    @Override
    public Code refreshView(RefreshView o) {
        return Code.Line.of(words(o.concurrently() ? "refreshConcurrently" : "refresh", o.name()) + ")");
    }

    private String words(String word, ObjectName name) {
        return scoped(op, name) + ".views()." + word + "(" + quoted(name.name());
    }
}
