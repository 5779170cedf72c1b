package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.RefreshView;
import com.levymaster.migrate.operation.ViewOperation.RenameView;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;

/** The words for views and materialised views. A query is a select statement as SQL. */
public final class ViewOperations {

    private final DefaultSchema scope;
    private final BuilderStage noun;

    ViewOperations(DefaultSchema scope, BuilderStage noun) {
        this.scope = scope;
        this.noun = noun;
    }

    /** Creates a view: {@code op.views().create("open_district", "select * from tax_district where closed is null")}. */
    public void create(String name, String query) {
        noun.record(new CreateView(new View(scope.name(name), query, false, null)));
    }

    /** Creates a view whose rows are kept on disk until it is refreshed. */
    public void createMaterialized(String name, String query) {
        noun.record(new CreateView(new View(scope.name(name), query, true, null)));
    }

    /** Drops a view; add {@code .was(query)} so that it can come back. */
    public DropViewSpec drop(String name) {
        return noun.record(new DropViewSpec(scope.name(name), false));
    }

    /** Drops a materialised view; add {@code .was(query)} so that it can come back. */
    public DropViewSpec dropMaterialized(String name) {
        return noun.record(new DropViewSpec(scope.name(name), true));
    }

    /** Gives a view another query: {@code replace("v").from(query).to(query)}. */
    public ReplaceViewSpec replace(String name) {
        return noun.record(new ReplaceViewSpec(scope.name(name)));
    }

    public RenameSpec rename(String name) {
        return renamed("rename", name, false);
    }

    public RenameSpec renameMaterialized(String name) {
        return renamed("renameMaterialized", name, true);
    }

    /** Fills a materialised view anew; nobody can read it meanwhile. */
    public void refresh(String name) {
        noun.record(new RefreshView(scope.name(name), false));
    }

    /** Fills a materialised view anew while others read it; it needs a unique index. */
    public void refreshConcurrently(String name) {
        noun.record(new RefreshView(scope.name(name), true));
    }

    public ChangeSpec<String> changeComment(String name) {
        return commented("changeComment", name, CommentTarget.Kind.VIEW);
    }

    public ChangeSpec<String> changeMaterializedComment(String name) {
        return commented("changeMaterializedComment", name, CommentTarget.Kind.MATERIALIZED_VIEW);
    }

    private RenameSpec renamed(String word, String name, boolean materialized) {
        ObjectName view = scope.name(name);
        return noun.record(
                new RenameSpec("views()." + word + "(\"" + name + "\")", to -> new RenameView(view, to, materialized)));
    }

    private ChangeSpec<String> commented(String word, String name, CommentTarget.Kind kind) {
        CommentTarget on = new CommentTarget(kind, scope.name(name), null);
        return noun.record(ChangeSpec.comment("views()." + word + "(\"" + name + "\")", on));
    }
}
