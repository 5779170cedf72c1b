package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.DefinitionOperation.ChangeOption;
import com.levymaster.migrate.operation.DefinitionOperation.OptionKind;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.RefreshView;
import com.levymaster.migrate.operation.ViewOperation.RenameView;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;

/**
 * Operations on views and materialized views, returned by {@link Operations#views()}. A query is a {@code select}
 * statement; a blank one is refused.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createview.html">PostgreSQL: CREATE VIEW</a>
 */
public final class ViewOperations {

    private final DefaultSchema defaultSchema;
    private final BuilderStage stage;

    ViewOperations(DefaultSchema defaultSchema, BuilderStage stage) {
        this.defaultSchema = defaultSchema;
        this.stage = stage;
    }

    /**
     * Creates a view, {@code op.views().create("open_district", "select * from tax_district where closed is null")}:
     * {@code create view open_district as select …}.
     */
    public void create(String name, String query) {
        stage.record(new CreateView(new View(defaultSchema.name(name), query, false, null)));
    }

    /**
     * Creates a materialized view and fills it: {@code create materialized view v as select …}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-creatematerializedview.html">PostgreSQL: CREATE
     *     MATERIALIZED VIEW</a>
     */
    public void createMaterialized(String name, String query) {
        stage.record(new CreateView(new View(defaultSchema.name(name), query, true, null)));
    }

    /** Drops a view: {@code drop view v}. Reversible with {@code .was(query)}. */
    public DropViewSpec drop(String name) {
        return stage.record(new DropViewSpec(defaultSchema.name(name), false));
    }

    /** Drops a materialized view: {@code drop materialized view v}. Reversible with {@code .was(query)}. */
    public DropViewSpec dropMaterialized(String name) {
        return stage.record(new DropViewSpec(defaultSchema.name(name), true));
    }

    /**
     * Replaces the query of a view, {@code op.views().replace("v").from(query).to(query)}: {@code create or replace
     * view v as select …}.
     */
    public ReplaceViewSpec replace(String name) {
        return stage.record(new ReplaceViewSpec(defaultSchema.name(name)));
    }

    /** Renames a view, {@code op.views().rename("a").to("b")}: {@code alter view a rename to b}. */
    public RenameSpec rename(String name) {
        return renameView("rename", name, false);
    }

    /** Renames a materialized view: {@code alter materialized view a rename to b}. */
    public RenameSpec renameMaterialized(String name) {
        return renameView("renameMaterialized", name, true);
    }

    /**
     * Refreshes a materialized view: {@code refresh materialized view v}. Blocks its readers meanwhile. Undo does
     * nothing.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html">PostgreSQL: REFRESH
     *     MATERIALIZED VIEW</a>
     */
    public void refresh(String name) {
        stage.record(new RefreshView(defaultSchema.name(name), false));
    }

    /**
     * Refreshes a materialized view without blocking its readers: {@code refresh materialized view concurrently v}.
     * PostgreSQL requires a unique index over all rows of the view. Undo does nothing.
     */
    public void refreshConcurrently(String name) {
        stage.record(new RefreshView(defaultSchema.name(name), true));
    }

    /** Sets or drops the comment of a view: {@code comment on view v is '…'}. */
    public ChangeSpec<String> changeComment(String name) {
        return changeCommentOf("changeComment", name, CommentTarget.CommentableKind.VIEW);
    }

    /** Sets or drops the comment of a materialized view: {@code comment on materialized view v is '…'}. */
    public ChangeSpec<String> changeMaterializedComment(String name) {
        return changeCommentOf("changeMaterializedComment", name, CommentTarget.CommentableKind.MATERIALIZED_VIEW);
    }

    /**
     * Sets or resets an option of a view, {@code op.views().changeOption("v", "security_invoker").fromNone().to("true")}:
     * {@code alter view v set (security_invoker = true)}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createview.html">PostgreSQL: options of views</a>
     */
    public ChangeSpec<String> changeOption(String name, String option) {
        return changeOptionOf(OptionKind.VIEW, name, option);
    }

    /** Sets or resets a storage parameter: {@code alter materialized view v set (fillfactor = 70)}. */
    public ChangeSpec<String> changeMaterializedOption(String name, String option) {
        return changeOptionOf(OptionKind.MATERIALIZED_VIEW, name, option);
    }

    private ChangeSpec<String> changeOptionOf(OptionKind kind, String name, String option) {
        return stage.record(new ChangeSpec<>(
                "views().changeOption(…)",
                (from, to) -> new ChangeOption(kind, defaultSchema.name(name), option, from, to.value())));
    }

    private RenameSpec renameView(String method, String name, boolean materialized) {
        ObjectName view = defaultSchema.name(name);
        return stage.record(new RenameSpec(
                "views()." + method + "(\"" + name + "\")", to -> new RenameView(view, to, materialized)));
    }

    private ChangeSpec<String> changeCommentOf(String method, String name, CommentTarget.CommentableKind kind) {
        CommentTarget on = new CommentTarget(kind, defaultSchema.name(name), null);
        return stage.record(ChangeSpec.comment("views()." + method + "(\"" + name + "\")", on));
    }
}
