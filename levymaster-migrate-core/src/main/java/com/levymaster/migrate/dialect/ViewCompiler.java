package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;

/** Compiles operations on views and materialized views. */
interface ViewCompiler extends CompilerContext, ViewOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> createView(ViewOperation.CreateView operation) {
        View view = operation.view();
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of(
                "create " + kind(view.materialized()) + " " + quote(view.name()) + " as\n" + query(view.query())));
        if (view.comment() != null) {
            statements.add(CommentStatements.on(kind(view.materialized()), quote(view.name()), view.comment()));
        }
        return statements;
    }

    @Override
    default List<SqlStatement> dropView(ViewOperation.DropView operation) {
        return CompilerContext.one("drop " + kind(operation.materialized()) + " " + quote(operation.name()));
    }

    @Override
    default List<SqlStatement> replaceView(ViewOperation.ReplaceView operation) {
        return List.of(ViewReplacement.block(operation, query(operation.to()), before()));
    }

    @Override
    default List<SqlStatement> renameView(ViewOperation.RenameView operation) {
        return CompilerContext.one("alter " + kind(operation.materialized()) + " " + quote(operation.name())
                + " rename to " + quote(operation.to()));
    }

    @Override
    default List<SqlStatement> refreshView(ViewOperation.RefreshView operation) {
        return CompilerContext.one("refresh materialized view " + (operation.concurrently() ? "concurrently " : "")
                + quote(operation.name()));
    }

    private static String kind(boolean materialized) {
        return materialized ? "materialized view" : "view";
    }

    private static String query(String query) {
        return query.strip().replaceFirst(";\\s*$", "");
    }
}
